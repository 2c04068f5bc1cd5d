"""Flags, notes and reasons in plain words for the clerk, each with what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from greenplan_desktop.model.labels import FIELD, STATUS
from greenplan_desktop.model.text import percent_text

from .assess import changed_fields

if TYPE_CHECKING:
    from .review import Review
    from .verdicts import FileReview, RowReview

Fix = Literal[
    "choose_task",
    "choose_unit",
    "type_percent",
    "choose_status",
    "take_this",
    "confirm",
    "assign",
    "edit_text",
    "read_columns",
    "none",
]

OUTCOME: dict[str, str] = {"ready": "可入库", "needs_review": "待核对", "rejected": "退回"}
CHANGE: dict[str, str] = {"new": "新报", "changed": "有变化", "same": "无变化"}
REASON: dict[str, str] = {
    "no_report": "未填报",
    "not_a_task_row": "标题、合计、签字或说明行",
    "no_header": "没有可识别的表头",
    "hidden": "隐藏的工作表",
}
ERROR: dict[str, str] = {
    "encrypted": "文件有密码",
    "unreadable": "文件读不出",
    "too_large": "文件过大",
    "no_table": "没有填报表",
    "duplicate_file": "重复的文件",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing said of a file or row: its stable code, a sentence, and the fix that is at hand."""

    code: str
    sentence: str
    fix: Fix = "none"


def file_remarks(file: FileReview, review: Review) -> tuple[Remark, ...]:
    """What speaks against applying a file, in words; its rejection where it has one."""
    if file.error is not None:
        return (Remark(file.error.code, file.error.message),)
    return tuple(_file_remark(flag, file, review) for flag in file.flags)


def _file_remark(flag: str, file: FileReview, review: Review) -> Remark:
    label = review.period.label
    if flag == "unit_conflict":
        names = "、".join(_unit(unit, review) for unit in file.unit_offers)
        return Remark(flag, f"表内与文件名写的单位不一致（{names}），请选定是哪个单位报送的。", "choose_unit")
    if flag == "unit_unknown":
        return Remark(flag, "表内和文件名中都没有找到单位库里的单位，请选定报送单位。", "choose_unit")
    if flag == "period_mismatch":
        return Remark(flag, f"表内写的期次不是{label}，请核对；确为本期的请点“按本期入库”。", "confirm")
    return Remark(flag, "这是另一份计划的填报表，请核对；确属本计划的请点“按本计划入库”。", "confirm")


def row_remarks(row: RowReview, review: Review) -> tuple[Remark, ...]:
    """What speaks against applying a row, in words."""
    found = [_row_remark(flag, row, review) for flag in row.flags]
    if row.contested:
        found.append(
            Remark("another_file", "本单位的另一个文件对这项任务填写不同，请选用其中一个。", "take_this")
        )
    return tuple(found)


def _row_remark(flag: str, row: RowReview, review: Review) -> Remark:
    raw = dict(row.raw)
    if flag in _MATCHING:
        return _matching_remark(flag, row, review)
    if flag == "status_unknown":
        words = "未启动、正常推进、进展滞后、已完成"
        return Remark(flag, f"状态“{raw.get('status', '')}”认不出，请选定为{words}之一。", "choose_status")
    if flag == "percent_invalid":
        return Remark(flag, f"完成比例“{raw.get('percent', '')}”不是 0 到 100 的数，请改填。", "type_percent")
    if flag == "status_percent_conflict":
        status = STATUS.get(row.values.status or "", "")
        percent = percent_text(row.values.percent_tenths)
        return Remark(flag, f"状态是“{status}”，完成比例却是 {percent}，请改其中一个或确认无误。", "confirm")
    if flag == "cell_error":
        fields = "、".join(_label(f) for f, words in row.raw if words.startswith("#")) or "单元格"
        return Remark(flag, f"{fields}是公式错误值，没有读入，请补填。", "edit_text")
    if flag == "formula_without_value":
        return Remark(flag, "有公式没有保存计算结果，没有读入，请补填或请单位另存后重报。", "edit_text")
    if flag == "edited_meanwhile":
        return Remark(flag, _edited(row), "confirm")
    return Remark(flag, "这一行需要核对。")


_MATCHING = frozenset(
    ("task_unknown", "task_ambiguous", "number_title_mismatch", "unit_not_assigned", "duplicate_row")
)


def _matching_remark(flag: str, row: RowReview, review: Review) -> Remark:
    offers = "、".join(_task(task, review) for task in row.offers[:3])
    named = row.title or row.number or "（空）"
    if flag == "task_unknown":
        hint = f"，是不是{offers}？" if offers else "，请选定任务。"
        return Remark(flag, f"“{named}”不是本计划的任务{hint}", "choose_task")
    if flag == "task_ambiguous":
        return Remark(flag, f"“{named}”可能是{offers}，请选定。", "choose_task")
    if flag == "number_title_mismatch":
        return Remark(
            flag,
            f"序号“{row.number}”与任务名称不是同一项，按名称认作{offers.split('、')[0]}，请确认。",
            "choose_task",
        )
    if flag == "unit_not_assigned":
        unit = _unit(row.unit_id, review)
        return Remark(
            flag, f"{unit}不承担{_task(row.task_id, review)}，可补为责任单位后入库，或不采用。", "assign"
        )
    rows = "、".join(f"{sheet}第{number}行" for file, sheet, number in row.rivals if file == row.file)
    return Remark(flag, f"同一任务在表中填了多次（另见{rows}），请选用其中一行。", "take_this")


def _edited(row: RowReview) -> str:
    """The three values: as sent, as returned, as stored."""
    parts = [
        f"{_label(name)}：发表时“{_value(row.sent, name)}”，单位报“{_value(row.values, name)}”，库中已改为“{_value(row.stored, name)}”"
        for name in changed_fields(row.values, row.stored)
        if row.sent is not None and row.stored is not None and row.stored.get(name) != row.sent.get(name)
    ]
    return "发表后库中有人改过。" + "；".join(parts) + "。请确定采用哪个。"


def _value(values: object, name: str) -> str:
    value = getattr(values, name, None)
    if name == "percent_tenths":
        return percent_text(value)
    return STATUS.get(value or "", "") if name == "status" else str(value or "")


def _label(name: str) -> str:
    return FIELD.get("percent_tenths" if name == "percent" else name, name)


def _task(task_id: int | None, review: Review) -> str:
    task = review.context.tasks.by_id.get(task_id) if task_id is not None else None
    return f"第{task.code}项“{task.title}”" if task else "这项任务"


def _unit(unit_id: int | None, review: Review) -> str:
    unit = review.context.index.units.get(unit_id) if unit_id is not None else None
    return (unit.short_name or unit.full_name) if unit else "这个单位"


def note_sentence(note: str) -> str:
    """A note in words; a note never stops anything."""
    name, _, rest = note.partition(":")
    sentences = {
        "hidden_rows": f"有 {rest} 个隐藏的行，已一并读入",
        "hidden_columns": f"有 {rest} 个隐藏的列，已一并读入",
        "unread_column": f"“{rest}”列没有读入",
        "own_numbering": "序号是单位自己的流水号，已按任务名称对应",
        "same_as_last_period": f"第{rest}项的进展情况与上期一字不差",
        "fuzzy_title": f"第{rest}项按相近的名称对应，请留意",
        "unknown_unit": f"表内单位“{rest}”不在单位库中",
        "another_file": f"本单位本次另有文件“{rest}”",
    }
    return sentences.get(name, note)


def row_note_sentence(row: RowReview, note: str, review: Review) -> str:
    """A row's note in words, with its task."""
    if note == "fuzzy_title":
        return f"名称与{_task(row.task_id, review)}相近"
    return "进展情况与上期一字不差"
