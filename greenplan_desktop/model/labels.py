"""The words the office uses for the program's values."""

from __future__ import annotations

from .status import Life, Status

STATUS: dict[str, str] = {
    Status.NOT_STARTED: "未启动",
    Status.ON_TRACK: "正常推进",
    Status.DELAYED: "进展滞后",
    Status.COMPLETED: "已完成",
    "unreported": "未报",
}
LIFE: dict[str, str] = {
    Life.ACTIVE: "推进中",
    Life.EXTENDED: "已延期",
    Life.ADJUSTED: "已调整",
    Life.PAUSED: "暂停",
    Life.CANCELLED: "取消",
    Life.CLOSED: "销号",
}
ROLE: dict[str, str] = {"lead": "牵头", "responsible": "责任"}
ROLE_UNIT: dict[str, str] = {"lead": "牵头单位", "responsible": "责任单位"}
UNIT_KIND: dict[str, str] = {
    "district": "区级部门",
    "town": "镇街",
    "park": "园区",
    "enterprise": "企业",
    "city": "市级部门",
    "other": "其他",
    "group": "群体表述",
}
COMPARATOR: dict[str, str] = {"=": "达到", ">=": "不低于", "<=": "不超过", "about": "左右"}
FIELD: dict[str, str] = {
    "status": "状态",
    "percent_tenths": "进度",
    "achievement": "进展情况",
    "problems": "存在问题",
    "next_steps": "下一步打算",
    "remarks": "备注",
    "title": "重点任务",
    "text": "主要内容",
    "number": "序号",
    "due_text": "完成时限",
    "due_date": "完成日期",
}
DOUBT: dict[str, str] = {
    "no_lead": "没有写明牵头单位",
    "no_responsible_unit": "没有写明责任单位",
    "both_roles": "有单位既是牵头又是责任，已按牵头处理",
    "role_unclear": "只列了单位，没有写明牵头或责任",
    "strange_name": "有不像单位名称的文字，请核对",
    "unknown_unit": "有不在单位库里的单位",
    "unreadable_clause": "责任分工没能全部读懂，请核对原文",
    "number_gap": "序号不连续，前面可能漏了条目",
}
