"""What changed: between two periods of a plan, and between two versions of it (since it was printed)."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from greenplan_desktop.model import rules
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.labels import LIFE, STATUS
from greenplan_desktop.model.status import UNREPORTED, Status
from greenplan_desktop.model.text import percent_text

from .targets import SIGN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import PlanSnapshot, StoredTarget

Direction = Literal["forward", "back", "same", "reported", "silent"]
DIRECTION_WORD: dict[str, str] = {
    "forward": "推进",
    "back": "退步",
    "same": "持平",
    "reported": "新报送",
    "silent": "本期未报",
}
Kind = Literal["added", "removed", "changed"]
KIND_WORD: dict[str, str] = {"added": "新增", "removed": "删除", "changed": "修改"}
_ORDER = [status.value for status in Status]
_FIELDS: tuple[tuple[str, str], ...] = (
    ("code", "序号"),
    ("chapter", "所属章节"),
    ("title", "重点任务"),
    ("text", "主要内容"),
    ("leads", "牵头单位"),
    ("responsible", "责任单位"),
    ("due", "完成时限"),
    ("targets", "目标指标"),
    ("life", "任务状态"),
    ("remarks", "备注"),
)


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """One task in two periods; percents in tenths."""

    task_id: int
    code: str
    title: str
    before: str
    after: str
    percent_before: int | None
    percent_after: int | None
    direction: Direction


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a task, by its office name, before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A task added, removed or changed between two versions."""

    kind: Kind
    code: str
    title: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskContent:
    """A task as it would be printed; `key` finds it again in another version."""

    key: str
    code: str
    title: str
    chapter: str = ""
    text: str = ""
    leads: str = ""
    responsible: str = ""
    due: str = ""
    targets: str = ""
    life: str = ""
    remarks: str = ""


def compare_periods(index: PlanIndex, first: Period, second: Period) -> list[TaskProgress]:
    """Every task that counts in the second period, with where it stood in the first."""
    rows: list[TaskProgress] = []
    for task in index.snapshot.tasks:
        if rules.rests(index, task, second):
            continue
        before, percent_before = rules.task_progress(index, task, first)
        after, percent_after = rules.task_progress(index, task, second)
        way = _direction(before, after, percent_before, percent_after)
        rows.append(
            TaskProgress(task.id, task.code, task.title, before, after, percent_before, percent_after, way)
        )
    return rows


def _direction(before: str, after: str, percent_before: int | None, percent_after: int | None) -> Direction:
    """By status, within one status by percent."""
    if before == UNREPORTED or after == UNREPORTED:
        return "same" if before == after else "reported" if before == UNREPORTED else "silent"
    step = _ORDER.index(after) - _ORDER.index(before)
    if step == 0 and percent_before is not None and percent_after is not None:
        step = percent_after - percent_before
    return "forward" if step > 0 else "back" if step < 0 else "same"


def periods_table(rows: Iterable[TaskProgress], first: Period, second: Period) -> list[list[str]]:
    """The comparison of two periods with its head row."""
    head = ["序号", "重点任务", f"{first.label}状态", "进度", f"{second.label}状态", "进度", "变化"]
    return [head] + [
        [
            row.code,
            row.title,
            STATUS[row.before],
            percent_text(row.percent_before),
            STATUS[row.after],
            percent_text(row.percent_after),
            DIRECTION_WORD[row.direction],
        ]
        for row in rows
    ]


def content_of(source: PlanSnapshot | PlanIndex) -> list[TaskContent]:
    """The tasks of a stored plan, found again by their uid."""
    index = source if isinstance(source, PlanIndex) else PlanIndex(source)
    return [
        TaskContent(
            key=task.uid,
            code=task.code,
            title=task.title,
            chapter=" / ".join(chapter.title for chapter in index.chapter_path(task.chapter_id)),
            text=task.text,
            leads="、".join(index.names(task.id, "lead")),
            responsible="、".join(index.names(task.id, "responsible")),
            due=task.due_text or task.due_date or "",
            targets="；".join(_target(target) for target in index.targets.get(task.id, ())),
            life=LIFE[task.life],
            remarks=task.remarks,
        )
        for task in index.snapshot.tasks
    ]


def _target(target: StoredTarget) -> str:
    return _target_words(target.indicator, target.comparator, target.value, target.unit, target.year)


def _target_words(
    indicator: str, comparator: str, value: str | None, unit: str | None, year: int | None
) -> str:
    figure = f"{SIGN[comparator]}{value}{unit or ''}" if value is not None else ""
    return f"{indicator}{figure}" + (f"（{year}年）" if year else "")


def compare_contents(old: Sequence[TaskContent], new: Sequence[TaskContent]) -> list[TaskChange]:
    """What changed from one version to the other, in the new one's order, removed tasks last."""
    before = {task.key: task for task in old}
    changes: list[TaskChange] = []
    for task in new:
        was = before.pop(task.key, None)
        if was is None:
            changes.append(TaskChange("added", task.code, task.title))
        elif fields := _fields(was, task):
            changes.append(TaskChange("changed", task.code, task.title, fields))
    return changes + [TaskChange("removed", task.code, task.title) for task in before.values()]


def _fields(was: TaskContent, now: TaskContent) -> tuple[FieldChange, ...]:
    pairs = ((word, str(getattr(was, name)), str(getattr(now, name))) for name, word in _FIELDS)
    return tuple(FieldChange(word, old, new) for word, old, new in pairs if old != new)


def changes_table(changes: Iterable[TaskChange]) -> list[list[str]]:
    """The changes with their head row, a line a field."""
    table = [["序号", "重点任务", "变动", "项目", "原内容", "现内容"]]
    for change in changes:
        start = [change.code, change.title, KIND_WORD[change.kind]]
        if not change.fields:
            table.append([*start, "", "", ""])
        table += [[*start, field.field, field.before, field.after] for field in change.fields]
    return table


def marked(before: str, after: str) -> list[tuple[str, str]]:
    """Two texts as pieces (`same`, `gone` or `come`, words), so that a page can mark what changed."""
    pieces: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(("same", before[start:end]))
            continue
        if end > start:
            pieces.append(("gone", before[start:end]))
        if new_end > new_start:
            pieces.append(("come", after[new_start:new_end]))
    return pieces
