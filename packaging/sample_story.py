"""What the sample plan's first start knows beside the sample returns: an earlier quarter, more units, target values.

Invented like the rest. Percents are whole numbers here, statuses the program's own words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

ON, LATE, DONE = "on_track", "delayed", "completed"


class Said(NamedTuple):
    """What a unit reported of a task."""

    task: str
    unit: str
    status: str
    percent: int
    achievement: str
    problems: str = ""
    next_steps: str = ""


class Value(NamedTuple):
    """A target's value: the task's code ("" for the plan's own), the goal it belongs to, what was reached."""

    task: str
    goal: str
    unit: str
    value: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """One period of the sample; `reports` stand beside what the sample returns of that period say.

    Of a task and unit that a return reports too they are what was known before it: the review shows the difference.
    They came on the day `received`, those of the units in `late` on another one.
    """

    period: str
    deadline: str
    received: str
    late: Mapping[str, str]
    reports: tuple[Said, ...]
    values: tuple[Value, ...] = field(default=())


FIRST = Quarter(
    "2023Q1",
    "2023-04-07",
    "2023-04-06",
    {"区文化旅游委": "2023-04-10"},
    (
        Said("1", "区发展改革委", ON, 20, "启动全区屋顶资源摸底，建成屋顶光伏4.8兆瓦。", "", "二季度完成公共建筑摸底。"),
        Said("1", "国网云岭供电公司", ON, 20, "受理分布式光伏并网申请21户。"),
        Said("2", "区发展改革委", ON, 15, "松坪110千伏输变电工程启动征地。", "", "加快征地补偿。"),
        Said("2", "国网云岭供电公司", ON, 20, "改造农村配电线路25公里，建成充电桩90个。"),
        Said("3", "区机关事务中心", ON, 12, "完成41家公共机构能耗底数统计。", "", "制定食堂灶具改造方案。"),
        Said("4", "区经济信息委", ON, 18, "确定首批用能诊断企业12家，完工改造项目3个。"),
        Said("5.1", "区经济信息委", ON, 25, "评出市级绿色工厂2家。"),
        Said("5.2", "高新区管委会", LATE, 5, "中水回用管网完成设计。", "审批进度慢。", "二季度开工。"),
        Said("5.3", "区大数据发展局", LATE, 10, "编制平台建设需求。", "建设资金尚未落实。"),
        Said("5.3", "高新区管委会", ON, 15, "完成平台招标文件编制。"),
        Said("6", "区文化旅游委", ON, 15, "编制生态旅游示范区创建方案，绿色民宿授牌9家。"),
        Said("7", "区国资委（区金融服务中心）", ON, 60, "全区绿色贷款余额达到36.5亿元。"),
        Said("8", "区住房城乡建委", ON, 18, "新建民用建筑绿色设计审查全覆盖，节能改造开工3.2万平方米。"),
        Said("9", "区交通局", ON, 12, "更新新能源公交车12辆，新建步道3公里。"),
        Said("10", "区城市管理局", ON, 30, "城区居民小区分类设施覆盖率达到81%。"),
        Said("11", "区生态环境局", ON, 15, "启动雨污混接点排查，完成62处。"),
        Said("12", "区林业局", ON, 20, "完成春季营造林1.1万亩。"),
        Said("12", "区规划自然资源局", ON, 20, "落实造林地块1.4万亩。"),
        Said("13", "区水利局", ON, 28, "三级河长巡河910次，整改问题13个。"),
        Said("15", "区农业农村委", ON, 30, "建成测土配方示范片1个。"),
        Said("16", "区农业农村委", ON, 30, "完成11家养殖场粪污处理设施改造。"),
        Said("17", "区供销社", ON, 40, "布局回收网点24个。"),
        Said("17", "区商务委", ON, 30, "建成产地冷藏库3座。"),
        Said("18", "区科技局", ON, 20, "征集节能环保技术需求17项，立项2项。"),
    ),
    (
        Value("", "13", "%", "6.1"),
        Value("", "56", "%", "54.2"),
        Value("", "38", "%", "33"),
        Value("", "120", "辆", "12"),
        Value("1", "6", "座", "1"),
        Value("1", "60", "兆瓦", "4.8"),
        Value("2", "150", "公里", "25"),
        Value("2", "500", "个", "90"),
        Value("4", "45", "个", "3"),
        Value("5.1", "8", "家", "2"),
        Value("6", "50", "家", "9"),
        Value("7", "40", "亿元", "36.5"),
        Value("9", "30", "公里", "3"),
        Value("10", "90", "%", "58"),
        Value("12", "12", "万亩", "1.1"),
        Value("12", "15", "个", "1"),
        Value("15", "5", "个", "1"),
        Value("18", "10", "项", "2"),
    ),
)  # fmt: skip
SECOND = Quarter(
    "2023Q2",
    "2023-07-05",
    "2023-07-04",
    {"区农业农村委": "2023-07-07", "国网云岭供电公司": "2023-07-10"},
    (
        Said(
            "3", "区机关事务中心", LATE, 14, "集中办公区照明改造完成招标，能耗公示覆盖41家单位。",
            "食堂灶具改造一次流标，厂家报价偏高。", "7月重新招标，8月开工。",
        ),
        Said("3", "区教委", ON, 20, "6所学校更换节能灯具1.3万盏。", "", "暑期再实施8所。"),
        Said(
            "5.3", "区大数据发展局", LATE, 12, "完成平台总体方案评审。",
            "企业数据接口标准未统一，上线时间紧。", "8月底前统一接口标准并开始联调。",
        ),
        Said("10", "区商务委", ON, 40, "督促26家大型商超设置分类回收点。", "", "推动回收点与分拣中心衔接。"),
        Said(
            "13", "区水利局", ON, 52, "区、镇、村三级河长巡河1520次，发现问题31个，整改22个。",
            "支流岸线被占用问题整改慢。", "9月底前完成剩余9个问题整改。",
        ),
        Said("6", "区文化旅游委", ON, 38, "云顶山创建市级生态旅游示范区通过初评，绿色民宿累计授牌14家。", "", "三季度迎接复核。"),
        Said("7", "区国资委（区金融服务中心）", DONE, 100, "全区绿色贷款余额达到41.2亿元，提前实现目标。", "", "保持投放力度。"),
        Said("8", "区住房城乡建委", ON, 35, "新建建筑中绿色建筑占比达到92%，完成节能改造6.4万平方米。", "", "推进第二批老旧小区改造。"),
        Said("11", "区住房城乡建委", ON, 30, "改造雨污混接管网5.6公里，1座镇级处理设施开工。", "管线迁改协调慢。", "9月底前再完成4公里。"),
        Said("12", "区规划自然资源局", ON, 50, "造林地块全部落图，完成退化林修复核查0.6万亩。"),
        Said("17", "区供销社", DONE, 100, "布局回收网点61个，提前完成任务，回收废旧农膜38吨。", "", "做好网点日常管护。"),
    ),
    (
        Value("", "13", "%", "7.4"),
        Value("", "56", "%", "54.6"),
        Value("", "38", "%", "35.5"),
        Value("", "120", "辆", "30"),
        Value("1", "6", "座", "2"),
        Value("1", "60", "兆瓦", "11.6"),
        Value("2", "150", "公里", "62"),
        Value("2", "500", "个", "180"),
        Value("4", "45", "个", "7"),
        Value("5.1", "8", "家", "4"),
        Value("6", "50", "家", "14"),
        Value("7", "40", "亿元", "41.2"),
        Value("8", "20", "万平方米", "6.4"),
        Value("10", "90", "%", "71"),
        Value("11", "42", "公里", "5.6"),
        Value("12", "12", "万亩", "2.3"),
        Value("12", "15", "个", "3"),
        Value("15", "5", "个", "3"),
        Value("18", "10", "项", "5"),
        Value("18", "3", "个", "1"),
    ),
)  # fmt: skip
QUARTERS = (FIRST, SECOND)
