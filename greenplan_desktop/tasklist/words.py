"""Words of official titles, so that a title is never broken inside one; and words that cling to what follows."""

from __future__ import annotations

import re
from functools import cache

# Words as they stand in the titles of plans, lists and notices. Longer ones win over shorter ones.
_WORDS = """
政府工作报告 工作报告 责任分解 责任分解表 分解方案 分解表 任务分解方案 任务清单 责任清单 目标清单 项目清单 问题清单 措施清单
政策清单 工作清单 职责清单 重点任务 主要任务 目标任务 任务分解表 任务分解 责任分工表 责任分工 分工方案 分工表 进展台账 工作台账
台账 催报单 催报 进展情况 推进情况 落实情况 完成情况 实施方案 行动方案 工作方案 总体方案 应急预案 专项方案 三年行动方案 专项行动
专项行动方案 行动纲要 行动计划 工作计划 实施计划 三年行动 三年行动计划 五年规划 发展规划 专项规划 总体规划 规划纲要 实施意见
指导意见 若干措施 若干意见 若干政策 政策措施 管理办法 暂行办法 实施细则 工作要点 工作规则 通知 通报 方案 计划 规划 意见 措施
办法 细则 清单 分工 要点 报告 决定 规定 条例 汇总表 一览表 明细表 登记表 统计表 情况表 安排表 附件 修改记录 责任矩阵
征求意见稿 试行 修订 年度 季度 上半年 下半年 一季度 二季度 三季度 四季度 第一季度 第二季度 第三季度 第四季度 阶段 时期 期间
国民经济 社会发展 经济社会 经济 社会 文化 政治 生态文明 生态环境 生态 环境 环保 自然资源 资源 能源 新能源 清洁能源 可再生能源
电力 煤炭 天然气 制造业 服务业 农业 工业 林业 旅游业 建筑业 物流业 金融业 养老 托育 医疗 卫生 健康 教育 体育 科技 科学 技术
创新 创业 就业 人才 产业 产业链 供应链 产业集群 集群 企业 民营企业 中小企业 国有企业 国企 园区 开发区 高新区 经开区 新区 新城
城区 老城 城镇 城市 城乡 乡村 农村 农业农村 社区 街道 小区 老旧小区 棚户区 县域 区域 流域 海洋 长江 黄河 三峡 库区 成渝
双城 经济圈 西部 陆海 新通道 内陆 开放高地 山清水秀 美丽 高质量 高水平 高标准 高效能 高品质 高技术 高端化 智能化 绿色化 数字化
网络化 信息化 工业化 城镇化 现代化 一体化 市场化 法治化 便利化 均等化 标准化 规范化 融合化 集约化 减量化 资源化 无害化 低碳化
清洁化 电气化 机械化 国际化 专业化 精细化 常态化 制度化 绿色 低碳 零碳 碳达峰 碳中和 双碳 碳排放 碳汇 减污 降碳 减污降碳 扩绿
增长 节能 节水 节约 集约 循环 循环经济 协同 增效 污染 污染防治 防治 攻坚战 攻坚 治理 综合治理 整治 专项整治 修复 保护 大气
土壤 水环境 水污染 固体 废物 废弃物 垃圾 分类 污水 噪声 塑料 重金属 化工 材料 新材料 建材 钢铁 有色 水泥 汽车 装备 装备制造
电子 电子信息 软件 信息 信息服务 生物 医药 食品 轻工 纺织 消费品 农产品 加工 商贸 流通 物流 外贸 外资 消费 数字 数字经济
数字政府 数字化转型 大数据 人工智能 智能 智慧 智慧城市 互联网 物联网 工业互联网 算力 数据 要素 平台 基础设施 新型基础设施 设施
设备 更新 城市更新 以旧换新 改造 升级 转型 转型升级 发展 大发展 建设 工程 项目 重大项目 重点项目 投资 招商 引资 招商引资
营商环境 优化 市场 主体 市场主体 监管 改革 开放 政务 服务 政务服务 公共服务 放管服 审批 简政放权 一网通办 民生 实事 民生实事
社会保障 保障 安全 安全生产 食品安全 防灾 减灾 救灾 应急 消防 平安 法治 信访 维稳 风险 防范 化解 债务 财政 税收 金融 普惠
绿色金融 价格 土地 住房 住房保障 房地产 房屋 建筑 装配式 绿色建筑 交通 运输 交通运输 公路 铁路 机场 港口 轨道 停车 充电 水利
防洪 灌溉 河湖 河长制 林长制 森林 湿地 草原 矿山 地质 灾害 耕地 粮食 种业 畜牧 生猪 蔬菜 高标准农田 农田 特色 品牌 乡村振兴
脱贫 攻坚成果 扶贫 衔接 共同富裕 人居环境 厕所 文明 创建 示范 示范区 先行区 试验区 试点 样板 标杆 基地 中心 高地 强市 强区
强县 大市 名城 门户 枢纽 通道 走廊 品质 形象 面貌 精神 作风 党建 群众 人民 干部 职工 青年 妇女 儿童 老年人 残疾人 退役军人
未成年人 双拥 志愿 全民 全国 全省 全市 全区 全县 全镇 我市 我区 我县 本市 本区 市级 区级 县级 省级 国家 国家级 中央 国务院
省委 市委 区委 县委 省政府 市政府 区政府 县政府 人民政府 办公室 办公厅 委员会 领导小组 指挥部 部门 单位 机关 公共机构 机构
系统 体系 机制 制度 政策 法规 标准 质量 质量强市 知识产权 商标 专利 计量 检验 检测 认证 统计 审计 档案 保密 监察 督查 督办
考核 评价 评估 监测 预警 管理 管控 调控 调整 结构 布局 空间 格局 优势 动能 新动能 动力 活力 潜力 能力 水平 效率 效益 效能
成果 成效 任务 目标 指标 责任 重点 重大 主要 关键 核心 基本 综合 专项 统筹 协调 整体 全面 全过程 全生命周期 全域 深入 深化
深度 扎实 有序 稳步 持续 积极 稳妥 切实 有效 大力 着力 充分 贯彻 贯彻落实 落实 落地 学习 实施 实现 推进 推动 促进 加快
加强 加大 加力 强化 提升 提高 提质 增强 完善 健全 建立 构建 打造 培育 壮大 扩大 拓展 支持 鼓励 引导 引领 牵引 带动 驱动
赋能 激发 释放 巩固 稳定 稳增长 稳就业 稳外贸 稳住 保持 维护 确保 做好 抓好 开展 组织 启动 制定 印发 关于 进一步 近期 当前
今后 未来 中长期 新时代 新发展 新发展理念 新型 新型工业化 新型城镇化 新质生产力 生产力 生产 生活 生产方式 生活方式 消费结构 领域
行业 产品 工艺 流程 环节 绿色发展 绿色转型 绿色低碳 绿色制造 绿色产业 绿色消费 低碳转型 低碳发展 高质量发展 可持续 可持续发展
工作 活动 会议 培训 宣传 教育局 情况 进展 进度 成绩 困难 问题 建议 打算 下一步 汇总 分析 总结 名单 表格 清册 名录 目录
指南 手册 导则 大纲 北京 天津 上海 重庆 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南
广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆
"""
# A line that ends with one of these leaves its object hanging; as a line's first word they read well.
_CLINGING = """
推进 推动 促进 加快 加强 加大 加力 强化 提升 提高 增强 完善 健全 建立 构建 打造 培育 壮大 扩大 拓展 支持 鼓励 引导 实施
实现 开展 落实 贯彻 贯彻落实 做好 抓好 制定 印发 关于 进一步 深入 深化 全面 扎实 有序 稳步 持续 积极 稳妥 切实 大力 着力
充分 统筹 优化 激发 释放 巩固 保持 维护 确保 引领 驱动 赋能 建设 创建 防范 化解
"""
CLINGING = frozenset(_CLINGING.split())
GLUE = frozenset("的和与及或在对为以从到向由把将被其之及等")
SUFFIXES = frozenset("省市区县州旗镇乡村局委办院部厅处所司队站园城港山江河湖化性度率型式业者")

_PLACE = re.compile(r"[\u4e00-\u9fff]{2,7}?(?:自治区|自治州|自治县|省|市|区|县|旗)")


@cache
def _lexicon() -> tuple[frozenset[str], int]:
    words = frozenset(_WORDS.split())
    return words, max(map(len, words))


def split_words(text: str) -> list[str]:
    """A title cut into words by the shortest way through the lexicon; what is unknown comes as single characters.

    A name of a place at the very beginning (綦江区, 重庆市綦江区) is a word, wherever it is.
    """
    head: list[str] = []
    start = 0
    while match := _PLACE.match(text, start):
        head.append(match[0])
        start = match.end()
    return head + _shortest(text[start:])


def _shortest(text: str) -> list[str]:
    """The cheapest cutting: a known word costs 1, a clinging particle 1.1, any other single character 2."""
    words, longest = _lexicon()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        options: list[tuple[float, int]] = []
        for start in range(max(0, end - longest), end):
            piece = text[start:end]
            if len(piece) == 1:
                options.append((best[start][0] + (1.1 if piece in GLUE else 2.0), start))
            elif piece in words:
                options.append((best[start][0] + 1.0, start))
        best.append(min(options))
    found: list[str] = []
    end = len(text)
    while end:
        start = best[end][1]
        found.append(text[start:end])
        end = start
    return found[::-1]


def is_word(text: str) -> bool:
    """Whether the lexicon knows it."""
    return text in _lexicon()[0]
