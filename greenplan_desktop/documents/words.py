"""The words of responsibility: what labels (牵头单位：) and verbs (按职责分工负责) are made of, and what they mean."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class LabelClass(StrEnum):
    """What a label announces; the pair of labels in a clause decides which role its units have."""

    LEAD = "lead"  # 牵头单位
    MAIN = "main"  # 主责单位, 主要责任单位: leads unless a 牵头单位 stands beside it
    DUTY = "duty"  # 责任单位: leads only beside 配合单位
    HELP = "help"  # 配合单位, 协办单位
    PERSON = "person"  # 责任领导
    DUE = "due"  # 完成时限
    REMARK = "remark"  # 适用范围
    CONTENT = "content"  # 工作目标: on a line of its own the task's text, inside a clause a remark


class VerbClass(StrEnum):
    """What the verb behind unit names says of them."""

    LEAD = "lead"  # 牵头
    DUTY = "duty"  # 按职责分工负责
    PLAIN = "plain"  # 负责
    HELP = "help"  # 配合, 参与
    GUIDE = "guide"  # 指导


# A label is made of these words and nothing else; the first class of the list that occurs in it is its class.
_LABEL_WORDS: tuple[tuple[LabelClass, tuple[str, ...]], ...] = (
    (LabelClass.LEAD, ("牵头", "主办", "统筹", "抓总", "主抓", "总责", "第一责任", "首要责任")),
    (
        LabelClass.HELP,
        ("配合", "协办", "协同", "协作", "协助", "参与", "参加", "支持", "会办", "次责", "联动"),
    ),
    (LabelClass.HELP, ("其他", "其它", "指导", "督导", "督促", "督办", "监管", "监督", "协调")),
    (LabelClass.MAIN, ("主责", "主要", "直接")),
    (
        LabelClass.DUTY,
        (
            "责任",
            "负责",
            "承办",
            "落实",
            "实施",
            "执行",
            "完成",
            "承担",
            "主管",
            "建设",
            "任务",
            "分工",
            "职能",
        ),
    ),
)
_LABEL_FILL = ("市级", "省级", "区级", "县级", "州级", "市直", "区直", "县直", "共同", "联合", "具体", "相关", "有关",
               "归口", "属地", "和", "及", "与", "、", "（", "）", "/", "各", "市", "区", "县", "省")  # fmt: skip
_LABEL_NOUNS = (
    "单位",
    "部门",
    "主体",
    "处室",
    "科室",
    "机构",
    "地区",
    "地方",
    "乡镇",
    "镇街",
    "区县",
    "股室",
)
_PERSONS = ("领导", "责任人", "负责人", "联系人", "联络员", "负责同志", "专员", "链长", "班子成员", "局长", "区长",
            "县长", "市长", "人员")  # fmt: skip
_TIMES = (
    "时限",
    "时限要求",
    "时间",
    "时间要求",
    "期限",
    "节点",
    "年限",
    "时序",
    "完成日期",
    "办结日期",
    "进度安排",
    "进度要求",
)
_REMARKS = ("适用范围", "实施范围", "责任范围", "备注", "说明", "任务来源", "资金来源")
_CONTENT = re.compile(
    "(?:主要|重点|具体|工作|总体|年度|阶段|阶段性|建设|攻坚|预期|目标|任务|项目|责任|实施|推进)*"
    "(?:目标|举措|措施|内容|任务|成果|成果形式|要求|事项|名称)$"
)
_ALL_LABEL_WORDS = sorted(
    {w for _, words in _LABEL_WORDS for w in words} | set(_LABEL_FILL) | set(_LABEL_NOUNS),
    key=len,
    reverse=True,
)
_LABEL_SHAPE = re.compile(f"(?:{'|'.join(map(re.escape, _ALL_LABEL_WORDS))})+$")
_BULLET = re.compile(r"[\s—\-·•▪◆●★☆※*]*")
_BARE_LABELS = frozenset(
    {"牵头", "责任", "配合", "主责", "主办", "协办", "负责", "参与", "落实", "承办", "协同"}
)
LABEL = re.compile(r"(?P<label>[一-鿿、/]{1,12}(?:（[^（）：]{1,6}）)?[一-鿿]{0,4})\s?：")

# Behind unit names stands a run of these words; the run's class is the first of _RANK that occurs in it.
_VERB_WORDS: dict[str, VerbClass | None] = {
    **dict.fromkeys(("牵头", "主办", "主责", "抓总", "总负责", "总牵头"), VerbClass.LEAD),
    **dict.fromkeys(
        ("配合", "协助", "协办", "参与", "参加", "协作", "会办", "协同", "支持", "联动", "配合做好", "协同做好"),
        VerbClass.HELP,
    ),
    **dict.fromkeys(("指导", "督导", "督促", "监督", "督办", "监管", "业务指导"), VerbClass.GUIDE),
    **dict.fromkeys(("分工", "各司其职", "各负其责", "分工协作"), VerbClass.DUTY),
    **dict.fromkeys(
        ("负责", "落实", "实施", "组织实施", "推进", "承办", "办理", "执行", "承担", "完成", "推动", "抓好落实",
         "开展", "主管", "抓落实", "贯彻落实", "落实到位"),
        VerbClass.PLAIN,
    ),
    **dict.fromkeys(
        ("分别", "分头", "共同", "联合", "具体", "统筹", "积极", "主动", "组织", "主要", "全面", "密切", "各自", "同步",
         "依法", "协调", "做好", "抓好", "工作", "相关工作", "有关工作", "认真", "进行", "予以", "合力", "一并", "结合实际", "因地制宜", "按要求"),
        None,
    ),
}  # fmt: skip
_RANK = (VerbClass.LEAD, VerbClass.HELP, VerbClass.GUIDE, VerbClass.DUTY, VerbClass.PLAIN)
_LONGEST_VERB = max(map(len, _VERB_WORDS))
_VERB_ENDS = frozenset(word[-1] for word in _VERB_WORDS) | frozenset("责能工限务围求")
_BY_DUTY = re.compile(
    "[按控接依根]?(?:据|照)?(?:各自|相关|有关)?的?(?:工作|法定|部门)?(?:职责|职能|职权|权限|任务|分工)"
    "(?:和|与|及|、)?(?:职责|任务|职能)?(?:分工|权限|范围|要求)*$"
)
_DUTY_REACH = 16

FIRST_LEADS = re.compile(
    "(?:第一|首)(?:位|个|家|名|列)?的?(?:责任)?(?:单位|部门|者)?(?:为|是|即为|作为|系)[^，。；：]{0,8}(?:牵头|主办|主责)"
    "|(?:排|列|位|居|名)[在列于名]?(?:第一|首)(?:位|个|家|名|列)?的?(?:责任)?(?:单位|部门)?[^，。；：]{0,4}(?:牵头|主办|主责)"
)
ASIDE = re.compile(
    r"下同|未(?:明确|注明|标明|列明|列出)|所列(?:单位|部门|负责|责任)"
    r"|^以下|不再|均为|同上|列出|详见|见附件|为牵头|排序|排名|^注：|^其中第"
)
NOTHING = re.compile(r"(?:无|暂无|—+|-|/|略)$")


@lru_cache(maxsize=512)
def label_class(label: str) -> LabelClass | None:
    """What a label announces, None for words that are no label of ours."""
    label = label.replace(" ", "")
    if label.endswith(_PERSONS):
        return LabelClass.PERSON if len(label) <= 10 else None
    if label.endswith(_TIMES):
        return LabelClass.DUE if len(label) <= 8 else None
    if label.endswith(_REMARKS):
        return LabelClass.REMARK if len(label) <= 8 else None
    if _CONTENT.match(label):
        return LabelClass.CONTENT
    if not (label.rstrip("）").endswith(_LABEL_NOUNS) or label in _BARE_LABELS) or not _LABEL_SHAPE.match(
        label
    ):
        return None
    return next((kind for kind, words in _LABEL_WORDS if any(word in label for word in words)), None)


def label_line(flat: str) -> tuple[LabelClass, int] | None:
    """The label a levelled line begins with (牵头单位：…) and where it begins, None where it has none."""
    colon = flat.find("：", 0, 24)
    if colon < 2 or flat[0] == "（":
        return None
    bullet = _BULLET.match(flat)
    start = bullet.end() if bullet else 0
    kind = label_class(flat[start:colon].strip())
    return (kind, start) if kind else None


def is_label_line(flat: str) -> bool:
    """Whether a levelled line begins with a label of a role, a person or a time."""
    found = label_line(flat)
    return found is not None and found[0] is not LabelClass.REMARK


@lru_cache(maxsize=2048)
def verb_at_end(flat: str) -> tuple[VerbClass, int] | None:
    """The run of verbs a piece ends with: its class and where it begins; None where it ends with none."""
    end, found = len(flat), set[VerbClass]()
    while end and flat[end - 1] in _VERB_ENDS:
        start, kind = _last_word(flat, end)
        if start == end:
            break
        end = start
        if kind:
            found.add(kind)
    return next(((kind, end) for kind in _RANK if kind in found), None)


def _last_word(flat: str, end: int) -> tuple[int, VerbClass | None]:
    """The verb word that ends at `end`: its start (`end` where there is none) and class."""
    match = _BY_DUTY.search(flat[max(0, end - _DUTY_REACH) : end])
    if match:
        return end - (match.end() - match.start()), VerbClass.DUTY
    for length in range(min(_LONGEST_VERB, end), 1, -1):
        word = flat[end - length : end]
        if word in _VERB_WORDS and not (
            word == "督办" and flat[end - 3 : end - 2] == "目"
        ):  # 区政府目督办 is a body
            return end - length, _VERB_WORDS[word]
    return end, None
