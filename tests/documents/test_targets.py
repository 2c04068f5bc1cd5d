"""Targets: what is one, what it says, and figures that are none."""

from __future__ import annotations

import pytest

from greenplan_desktop.documents.characters import levelled
from greenplan_desktop.documents.due import due_in_text, due_of, is_due_phrase, last_day
from greenplan_desktop.documents.targets import find_targets

from .readings import details


def found(text: str) -> list[tuple[float | None, str, str, int | None]]:
    return [details(target) for target in find_targets(text, levelled(text))]


TARGETS = [
    ("到2025年创建节水型标杆企业18家", [(18, "家", "=", 2025)]),
    ("到 2025 年，能效达标产能占比达到30%以上", [(30, "%", ">=", 2025)]),
    ("产值突破8000亿元，能耗降低2.5%左右", [(8000, "亿元", ">=", None), (2.5, "%", "about", None)]),
    (
        "不低于70%，不超过5%，控制在1.5%以内",
        [(70, "%", ">=", None), (5, "%", "<=", None), (1.5, "%", "<=", None)],
    ),
    ("力争培育1—2家龙头企业", [(1, "家", ">=", None)]),
    ("能耗、用水量较2020年分别下降14.5%和15%", [(14.5, "%", "=", None), (15, "%", "=", None)]),
    ("2024年、2025年占比分别达到60%、70%", [(60, "%", "=", 2024), (70, "%", "=", 2025)]),
    ("“十四五”末产能达到12亿m3，稳产10亿m3", [(12, "亿m3", "=", 2025), (10, "亿m3", "=", 2025)]),
    ("形成30万吨材料、15亿平方米隔膜的产能规模", [(30, "万吨", "=", None), (15, "亿平方米", "=", None)]),
    ("建成智能工厂1个、数字化车间5个", [(1, "个", "=", None), (5, "个", "=", None)]),
    ("产出强度提升至85亿元/平方公里", [(85, "亿元/平方公里", "=", None)]),
    ("浓度控制在32微克/立方米以内", [(32, "微克/立方米", "<=", None)]),
    ("工业增加值三年（2023年—2025年）翻番", [(None, "", "=", 2025)]),
    ("企业实现倍增，服务全覆盖", [(None, "", "=", None), (None, "", "=", None)]),
    ("到2025年重点产能全部达到基准水平", [(None, "", "=", 2025)]),
    ("30%以上达到标杆水平", [(30, "%", ">=", None)]),
    ("电能利用效率降至1.3以下", [(1.3, "", "<=", None)]),
    ("推广变压器300台（套）以上", [(300, "台（套）", ">=", None)]),
    ("完成现场监察150家次，培训2,000人次", [(150, "家次", "=", None), (2000, "人次", "=", None)]),
    ("回收率由82%提高到86%", [(86, "%", "=", None)]),
    ("时限压缩至3个工作日以内", [(3, "个工作日", "<=", None)]),
    ("建成100余个驿站", [(100, "个", ">=", None)]),
    ("重点资助200名技能人才", [(200, "名", "=", None)]),
    ("打造年产能达到100万吨的绿色材料基地", [(100, "万吨", "=", None)]),
    ("到2030年市级以上园区全部实施循环化改造", [(None, "", "=", 2030)]),
]


@pytest.mark.parametrize(("text", "wanted"), TARGETS, ids=[target[0][:20] for target in TARGETS])
def test_target(text: str, wanted: list[tuple[float | None, str, str, int | None]]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "对年综合能耗1万吨标准煤以上的企业开展监察",
        "淘汰10蒸吨及以下燃煤锅炉",
        "以50万头生猪养殖项目为龙头延伸产业链",
        "推动园区聚焦2—3个细分行业",
        "产能达标（折合8英寸晶圆）",
        "全市38个区县共同推进",
        "给予最高50万元奖励",
        "按投资额的10%给予补助",
        "现有企业20家",
        "2023年6月30日前完成",
        "实施8项重点任务",
        "深化5G、4K应用，落实“33618”布局",
        "打造15分钟生活圈",
        "力争部分达到标杆水平",
        "每季度召开1次会议",
        "制定倍增计划",
        "鼓励年用水量超过5万吨、单位产品水耗达标的印染企业申报标杆",
        "对年综合能耗达到3000吨标准煤、未使用淘汰设备的重点用能单位免予现场核查",
        "返还其上年实缴保费的50%",
        "按6个月工资50%的标准确定",
    ],
)
def test_no_target(text: str) -> None:
    assert found(text) == []


def test_indicator_and_fragment() -> None:
    text = "到2025年，大宗固废利用率保持在70%以上，引进1家龙头企业、3—5家配套企业。"
    targets = find_targets(text, levelled(text), 100)
    assert [target.indicator for target in targets] == ["大宗固废利用率", "龙头企业", "配套企业"]
    assert [target.text for target in targets] == [
        "大宗固废利用率保持在70%以上",
        "引进1家龙头企业",
        "3—5家配套企业",
    ]
    assert targets[0].start == 100 + text.index("大宗")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025年底前", "2025-12-31"), ("6月底前", "2024-06-30"), ("2024年2月", "2024-02-29"), ("全年", "2024-12-31"),
        ("持续推进", None), ("长期坚持", None), ("2025年6月15日前", "2025-06-15"), ("第三季度", "2024-09-30"),
        ("上半年", "2024-06-30"), ("“十四五”末", "2025-12-31"), ("2023—2025年", "2025-12-31"), ("年底前", "2024-12-31"),
        ("2024.11", "2024-11-30"), ("2024年12月底前完成", "2024-12-31"),
    ],
)  # fmt: skip
def test_due_phrase(text: str, day: str | None) -> None:
    assert is_due_phrase(text)
    assert last_day(text, 2024) == day


@pytest.mark.parametrize("text", ["市财政局", "各区政府", "2个部门", "中小企业局", "全年委员会"])
def test_no_due_phrase(text: str) -> None:
    assert not is_due_phrase(text)


def test_due_of_a_task() -> None:
    assert due_in_text("2023年底前摸底，到2025年建成，较2030年基础上", None).date == "2025-12-31"  # type: ignore[union-attr]
    assert due_of(["全年", None], "到2025年建成", (2022, 2024)).text == "全年"  # type: ignore[union-attr]
    assert due_of([None], "推进改造", (2022, 2025)).date == "2025-12-31"  # type: ignore[union-attr]
    assert due_of([], "推进改造", None) is None
