"""Tasks of the text and tasks of its tables put together: the same task once, with every difference as a doubt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from greenplan_desktop.model.plan import Doubt
from greenplan_desktop.model.text import bare_title, compact, task_number

from .doubting import task_doubt
from .table_items import numbered
from .tables import with_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greenplan_desktop.model.plan import Due, Plan, Task

    from .tables import TableReading

_ALIKE = 88.0  # titles that are the same but for a word
_ALIKE_WITH_NUMBER = 65.0  # titles under the same number
_RELATED = 0.3  # share of pairs from which text and table speak of the same tasks
_COMPLETE = 0.6  # share from which one that is missing is worth a doubt
_UNITS_GIVEN = {"no_responsible_unit", "no_lead"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Positions of one task in the text and in the tables."""

    text: int
    table: int


def pair_tasks(text: Sequence[Task], table: Sequence[Task]) -> list[Pair]:
    """Which tasks are the same: by equal titles, by number with like titles, by nearly equal titles; each once."""
    pairs = _exact(text, table)
    taken = ({pair.text for pair in pairs}, {pair.table for pair in pairs})
    pairs += _alike(text, table, taken)
    return sorted(pairs, key=lambda pair: pair.table)


def _exact(text: Sequence[Task], table: Sequence[Task]) -> list[Pair]:
    places: dict[str, list[int]] = {}
    for index, task in enumerate(text):
        places.setdefault(bare_title(task.title), []).append(index)
    pairs: list[Pair] = []
    for index, task in enumerate(table):
        found = places.get(bare_title(task.title), [])
        same_number = [place for place in found if _number(text[place]) == _number(task)]
        place = next(iter(same_number or found), None)
        if place is not None and bare_title(task.title):
            found.remove(place)
            pairs.append(Pair(place, index))
    return pairs


def _alike(text: Sequence[Task], table: Sequence[Task], taken: tuple[set[int], set[int]]) -> Iterator[Pair]:
    from rapidfuzz import fuzz, process

    left = {index: bare_title(task.title) for index, task in enumerate(text) if index not in taken[0]}
    for index, task in enumerate(table):
        title = bare_title(task.title)
        if index in taken[1] or not title or not left:
            continue
        numbered = [place for place in left if _number(text[place]) == _number(task)]
        near = [place for place in numbered if fuzz.ratio(left[place], title) >= _ALIKE_WITH_NUMBER]
        if not near:
            best = process.extractOne(title, left, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            near = [best[2]] if best else []
        if near:
            del left[near[0]]
            yield Pair(near[0], index)


def _number(task: Task) -> str:
    return task_number(task.number)


def join_tables(plan: Plan, tables: TableReading) -> Plan:
    """The plan with what its tables say; `tables.text` follows the plan's own text after an empty line."""
    source_text = f"{plan.source_text}\n\n{tables.text}" if tables.text else plan.source_text
    plan = replace(
        plan,
        source_text=source_text,
        headings=(*plan.headings, *tables.headings),
        duties=(*plan.duties, *tables.duties),
    )
    if not tables.tasks:
        return plan
    if not plan.tasks:
        return replace(plan, tasks=tables.tasks, doubts=_without(plan.doubts, "no_tasks"))
    plan, tables = _divided(plan, tables)
    pairs = pair_tasks(plan.tasks, tables.tasks)
    share = 1.0 if not tables.tasks else len(pairs) / min(len(plan.tasks), len(tables.tasks))
    if share < _RELATED:
        return _side_by_side(plan, tables)
    return _joined(plan, tables, pairs, share)


def _divided(plan: Plan, tables: TableReading) -> tuple[Plan, TableReading]:
    """A task of the text that names nobody and that a table divides into measures is the heading of those.

    Where the text gives it targets that no measure has, it stays a task beside them.
    """
    parts: dict[str, list[Task]] = {}
    for task in tables.tasks:
        if task.path and "." in task.number:
            parts.setdefault(bare_title(task.path[-1]), []).append(task)
    headings = [task for task in plan.tasks if _is_divided(task, parts.get(bare_title(task.title), []))]
    if not headings:
        return plan, tables
    measures = [replace(part, path=(*task.path, numbered(task.number, task.title)))
                for task in headings for part in parts[bare_title(task.title)]]  # fmt: skip
    gone = {task.code for task in headings}
    others = [task.code for task in plan.tasks if task.code not in gone]
    coded = iter(with_codes(measures, ["附件."] * len(measures), others))
    tasks: list[Task] = []
    for task in plan.tasks:
        own = len(parts[bare_title(task.title)]) if task.code in gone else 0
        tasks += list(islice(coded, own)) or [task]
    placed = {id(part) for task in headings for part in parts[bare_title(task.title)]}
    left = tuple(task for task in tables.tasks if id(task) not in placed)
    doubts = tuple(doubt for doubt in plan.doubts if doubt.task not in gone)
    return replace(plan, tasks=tuple(tasks), doubts=doubts), replace(tables, tasks=left)


def _is_divided(task: Task, measures: Sequence[Task]) -> bool:
    known = {(target.value, target.unit) for measure in measures for target in measure.targets}
    aimed = {(target.value, target.unit) for target in task.targets}
    return len(measures) > 1 and not _assigned(task) and aimed <= known


def text_start(plan: Plan) -> int:
    """The offset at which the text of the tables begins once they are joined."""
    return len(plan.source_text) + 2


def _without(doubts: Sequence[Doubt], code: str) -> tuple[Doubt, ...]:
    return tuple(doubt for doubt in doubts if doubt.code != code)


def _side_by_side(plan: Plan, tables: TableReading) -> Plan:
    """Different tasks in text and tables; a covering notice that names no unit has demands, no tasks."""
    assigned = any(task.lead_units or task.responsible_units for task in plan.tasks)
    if not assigned and len(tables.tasks) * 10 >= len(plan.tasks) * 8:
        gone = {task.code for task in plan.tasks}
        doubts = tuple(
            d for d in plan.doubts if d.task not in gone and d.code not in (*_UNITS_GIVEN, "no_tasks")
        )
        note = "正文各条没有写明责任单位，任务取自表格。"
        return replace(plan, tasks=tables.tasks, doubts=doubts, notes=(*plan.notes, note))
    codes = [task.code for task in plan.tasks]
    more = with_codes(tables.tasks, ["附件."] * len(tables.tasks), codes)
    return replace(plan, tasks=(*plan.tasks, *more))


def _joined(plan: Plan, tables: TableReading, pairs: Sequence[Pair], share: float) -> Plan:
    tasks = list(plan.tasks)
    doubts = list(plan.doubts)
    for pair in pairs:
        task, other = tasks[pair.text], tables.tasks[pair.table]
        tasks[pair.text] = _merged(task, other)
        if tasks[pair.text].lead_units or tasks[pair.text].responsible_units:
            gone = _UNITS_GIVEN if not _assigned(task) else set()
            doubts = [d for d in doubts if not (d.task == task.code and d.code in gone)]
        doubts += _differences(task, other)
    doubts = _still_bare(doubts, tasks)
    paired = {pair.table for pair in pairs}, {pair.text for pair in pairs}
    extra = [task for index, task in enumerate(tables.tasks) if index not in paired[0]]
    added = with_codes(extra, ["附件."] * len(extra), [task.code for task in tasks])
    text_end = len(plan.source_text) - len(tables.text)
    if share >= _COMPLETE:
        doubts += [
            _missing(task, f"表格中的任务“{task.title}”在正文里没有找到，已一并列入。") for task in added
        ]
        doubts += [
            _missing(task, f"正文任务“{task.title}”在表格里没有找到。")
            for index, task in enumerate(plan.tasks)
            if index not in paired[1] and (task.source is None or task.source.start < text_end)
        ]
    doubts.sort(key=lambda doubt: (doubt.line, doubt.start or 0))
    return replace(plan, tasks=(*tasks, *added), doubts=tuple(doubts))


def _still_bare(doubts: list[Doubt], tasks: Sequence[Task]) -> list[Doubt]:
    """What was said once of a text without any unit holds for the tasks that got none from the table."""
    code = "no_responsible_unit"
    bare = [task for task in tasks if code in task.doubts]
    once = [doubt for doubt in doubts if doubt.code == code and doubt.task is None]
    if not once or len(bare) == len(tasks):
        return doubts
    return [*(doubt for doubt in doubts if doubt not in once), *(task_doubt(task, code, "") for task in bare)]


def _assigned(task: Task) -> bool:
    return bool(task.lead_units or task.responsible_units)


def _merged(task: Task, other: Task) -> Task:
    """The text's task; what it does not say comes from the table."""
    known = {(target.value, target.unit) for target in task.targets}
    more = tuple(target for target in other.targets if (target.value, target.unit) not in known)
    merged = replace(
        task,
        targets=(*task.targets, *more),
        remarks="；".join(dict.fromkeys(text for text in (task.remarks, other.remarks) if text)),
        due=other.due if other.due and not _is_stated(task.due) else task.due,
    )
    if _assigned(task) or not _assigned(other):
        return replace(merged, doubts=(*task.doubts, *_differing(task, other)))
    return replace(
        merged,
        lead_units=other.lead_units,
        responsible_units=other.responsible_units,
        groups=other.groups,
        open_ended=other.open_ended,
        role_words=other.role_words,
        clause_source=other.clause_source,
        doubts=tuple(dict.fromkeys([*(d for d in task.doubts if d not in _UNITS_GIVEN), *other.doubts])),
    )


def _is_stated(due: Due | None) -> bool:
    """Whether a due date was written for this task and is not just the plan's last year."""
    return due is not None and due.text != f"{(due.date or '')[:4]}年"


def _differing(task: Task, other: Task) -> tuple[str, ...]:
    return ("table_differs",) if any(_differences(task, other)) else ()


def _differences(task: Task, other: Task) -> Iterator[Doubt]:
    """One doubt for each thing that text and table say differently."""
    if _assigned(task) and _assigned(other):
        for word, ours, theirs in (
            ("牵头单位", task.lead_units, other.lead_units),
            ("责任单位", task.responsible_units, other.responsible_units),
        ):
            if {compact(name) for name in ours} != {compact(name) for name in theirs}:
                yield _differs(task, word, "、".join(ours), "、".join(theirs))
    if _is_stated(task.due) and task.due and other.due and _dates_differ(task.due, other.due):
        yield _differs(task, "完成时限", task.due.text, other.due.text)


def _dates_differ(ours: Due, theirs: Due) -> bool:
    return compact(ours.text) != compact(theirs.text) and ours.date != theirs.date


def _differs(task: Task, word: str, ours: str, theirs: str) -> Doubt:
    message = f"任务“{task.title}”的{word}，正文写“{ours or '无'}”，表格写“{theirs or '无'}”，请核对。"
    place = task.clause_source or task.source
    line, start, end = (place.line, place.start, place.end) if place else (1, None, None)
    return Doubt("table_differs", line, message, start, end, task.code)


def _missing(task: Task, message: str) -> Doubt:
    place = task.source
    start = place.start if place else None
    end = place.start + 1 if place else None
    return Doubt("table_differs", place.line if place else 1, message, start, end, task.code)
