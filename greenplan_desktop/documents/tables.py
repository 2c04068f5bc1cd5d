"""Task lists in tables read as plan tasks: 任务清单, 任务分解表, 责任清单, as attachment or as the whole document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greenplan_desktop.model.plan import Due, Duty, Heading, Source, Task

from .characters import levelled
from .due import due_of, last_day
from .numbering import mark_at_start
from .outline import leading_phrase
from .quantities import is_unit
from .table_columns import Part
from .table_items import Items, items_of, measures_of, numbered, own_texts
from .table_rows import runs_of, set_text
from .table_targets import ADDED, targets_in
from .table_units import CellRoles, names_text, read_roles, roles_in_text
from .unitnames import JOINT_NAMES, is_group, looks_like_unit, split_names
from .words import FIRST_LEADS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greenplan_desktop.model.plan import Target

    from .source import Document
    from .table_columns import Column
    from .table_items import Layout
    from .table_rows import Row, Run

_YEAR = re.compile(r"(20\d{2})\s*年(?![—\-－至~～])")
_YEAR_ALONE = re.compile(r"20\d{2}年?$")
_TITLE_MOST = 40
_DUTY_LISTS = re.compile("职责|职能|责任清单")


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the tables of a document hold; offsets count from the given start of `text`."""

    tasks: tuple[Task, ...] = ()
    duties: tuple[Duty, ...] = ()
    headings: tuple[Heading, ...] = ()
    text: str = ""
    remarks: tuple[str, ...] = ()
    named: tuple[
        tuple[int, str, str], ...
    ] = ()  # (start of the task, doubt code, unit) for doubts about a unit


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for all tables of a document."""

    period: tuple[int, int] | None = None
    first_leads: bool | None = None  # None: as remarks below the tables say
    joint_names: Sequence[str] = JOINT_NAMES


def plan_from_tables(document: Document, settings: Settings | None = None) -> tuple[Task, ...]:
    """The tasks of all task lists of a document, empty where there are none."""
    return read_tables(document, settings or Settings()).tasks


def read_tables(document: Document, settings: Settings, start: int = 0) -> TableReading:
    """All task lists of a document; their text begins at offset `start` of the plan's text."""
    runs = runs_of(document)
    text = set_text(runs, start)
    read = [(run, items) for run in runs if (items := items_of(run)) and items.items]
    remarks = tuple(remark for _, items in read for remark in items.remarks)
    if settings.first_leads is None:
        settings = replace(
            settings, first_leads=any(FIRST_LEADS.search(levelled(remark)) for remark in remarks)
        )
    lists = [(run, items) for run, items in read if not _is_duties(run)]
    captions = len({run.caption for run, _ in lists}) > 1
    made: list[_Made] = []
    lists_of: list[str] = []
    for order, (run, items) in enumerate(lists, start=1):
        made += _Maker(run, items, settings, captioned=captions).tasks()
        lists_of += [f"表{order}."] * (len(made) - len(lists_of))
    tasks = with_codes([one.task for one in made], lists_of)
    named = tuple(
        (one.task.source.start, code, unit)
        for one in made
        if one.task.source
        for code, units in (("both_roles", one.roles.both), ("strange_name", one.roles.unread))
        for unit in units
    )
    return TableReading(
        tasks=tasks,
        duties=tuple(duty for run, items in read if _is_duties(run) for duty in _duties(items)),
        headings=tuple(heading for run, items in lists for heading in _headings(run, items)),
        text=text,
        remarks=remarks,
        named=named,
    )


@dataclass(frozen=True, slots=True)
class _Made:
    task: Task
    roles: CellRoles


class _Maker:
    """Turns the items of one table into tasks."""

    def __init__(self, run: Run, items: Items, settings: Settings, *, captioned: bool) -> None:
        self._head = run.head
        self._items = items
        self._layout: Layout = items.layout
        self._settings = settings
        self._path = (run.caption,) if captioned and run.caption else ()
        years = _YEAR.findall(" ".join((run.caption, *(column.label for column in run.head.columns))))
        alone = int(years[0]) if len(set(years)) == 1 else None
        self._period = (alone, alone) if alone and not _wider(settings.period, alone) else settings.period

    def tasks(self) -> Iterator[_Made]:
        """A task for each item; of an item whose measures have units of their own, one for each measure."""
        for position, item in enumerate(self._items.items, start=1):
            number = item.number or str(position)
            measures = measures_of(item, self._layout)
            if len(measures) == 1:
                yield self._task(number, (*self._path, *item.path), item.rows, measures[0])
                continue
            title = self._title(item.rows[:1], self._layout.item)
            above = (numbered(number, title),) if self._layout.details and title else ()
            for order, rows in enumerate(measures, start=1):
                yield self._task(
                    f"{number}.{order}", (*self._path, *item.path, *above), rows, rows, part=bool(above)
                )

    def _task(
        self,
        number: str,
        path: tuple[str, ...],
        item_rows: Sequence[Row],
        rows: Sequence[Row],
        *,
        part: bool = False,
    ) -> _Made:
        layout = self._layout
        named = layout.details[0] if part else layout.item
        title = self._title(rows if part else item_rows, named)
        bodies = [*layout.details, *layout.goals] or [layout.item]
        pieces = [(column, text, place) for column in bodies for text, place in own_texts(rows, column)]
        if not pieces:
            pieces = [(layout.item, text, place) for text, place in own_texts(item_rows, layout.item)]
        roles = self._roles(rows)
        flat = levelled("\n".join(text for _, text, _ in pieces))
        task = Task(
            code="",
            number=number,
            path=path,
            title=title,
            text=_text(pieces),
            lead_units=roles.leads,
            responsible_units=roles.responsible,
            groups=tuple(name for name in (*roles.leads, *roles.responsible) if is_group(name)),
            open_ended=roles.open_ended,
            remarks="；".join([*self._asides(rows), *roles.remarks]),
            due=self._due(rows, roles, flat),
            targets=self._measured([*self._targets(pieces, item_rows, title)], rows),
            source=Source(rows[0].line, rows[0].start, rows[-1].end),
            clause_source=self._clause_source(rows),
            doubts=_doubts(roles),
            role_words=roles.words,
        )
        return _Made(task, roles)

    def _measured(self, targets: list[Target], rows: Sequence[Row]) -> tuple[Target, ...]:
        """Bare figures take their unit from a column 单位 that holds units of measure."""
        columns = [column for column in self._head.columns if column.label in ("单位", "计量单位")]
        unit = "".join(text for column in columns for text, _ in own_texts(rows, column)).strip()
        if not unit or not is_unit(levelled(unit)):
            return tuple(targets)
        return tuple(target if target.unit else replace(target, unit=unit) for target in targets)

    def _title(self, rows: Sequence[Row], column: Column) -> str:
        """The cell's text where it is short, else its heading or leading phrase; without its number and marks."""
        texts = [text for text, _ in own_texts(rows, column)]
        if not texts:
            return ""
        text = "".join(texts[0].split("\n")).strip().lstrip(ADDED)
        mark = mark_at_start(levelled(text))
        text = text[mark.length :] if mark else text
        if len(text) <= _TITLE_MOST and "。" not in text.rstrip("。"):
            return text.rstrip("。；;：: ")
        sentence = re.split("[。：:]", text, maxsplit=1)[0]
        if len(sentence) <= _TITLE_MOST - 10:
            return sentence.strip()
        return leading_phrase(text)

    def _roles(self, rows: Sequence[Row]) -> CellRoles:
        """What the role columns say; without any, what the clauses in the measures say."""
        columns = self._head.of(Part.ROLE)
        cells = [(column, "\n".join(text for text, _ in own_texts(rows, column))) for column in columns]
        if columns:
            roles = read_roles(cells, self._head, self._settings.joint_names)
        else:
            bodies = self._layout.details or (self._layout.item,)
            texts = [text for column in bodies for text, _ in own_texts(rows, column)]
            roles = roles_in_text(texts, self._settings.joint_names)
        first = roles.responsible[:1]
        if self._settings.first_leads and not roles.leads and first and not is_group(first[0]):
            return replace(roles, leads=first, responsible=roles.responsible[1:])
        return roles

    def _due(self, rows: Sequence[Row], roles: CellRoles, flat: str) -> Due | None:
        columns = self._head.of(Part.DUE)
        year = self._period[1] if self._period else None
        cells = own_texts(rows, columns[-1]) if columns else []
        texts = [time for text, _ in cells for time in _times(text, year)]
        if not texts:
            return due_of([roles.due], flat, self._period)
        days = [day for text in texts if (day := last_day(levelled(text), year))]
        return Due("；".join(texts), max(days, default=None))

    def _asides(self, rows: Sequence[Row]) -> Iterator[str]:
        for column in self._head.of(Part.PERSON):
            names = [name for text, _ in own_texts(rows, column) for name in text.split("\n")]
            if names:
                yield f"{column.label}：{'、'.join(name.strip() for name in names)}"
        for column in self._head.of(Part.REMARK):
            for text, _ in own_texts(rows, column):
                yield " ".join(text.split())

    def _targets(
        self, pieces: Sequence[tuple[Column, str, int]], item_rows: Sequence[Row], title: str
    ) -> Iterator[Target]:
        given = {column.index for column, _, _ in pieces}
        pieces = list({(text, place): (column, text, place) for column, text, place in pieces}.values())
        if self._layout.item.index not in given:
            pieces = [
                *(
                    (self._layout.item, text, place)
                    for text, place in own_texts(item_rows, self._layout.item)
                ),
                *pieces,
            ]
        for column, text, place in pieces:
            for target in targets_in(text, column, title, place):
                yield replace(target, year=target.year or column.year)

    def _clause_source(self, rows: Sequence[Row]) -> Source | None:
        """From the first to the last unit cell of the row, where they stand side by side."""
        row = rows[0]
        cells = [(row.places[c.index], row.text(c.index)) for c in self._layout.roles if row.text(c.index)]
        if not cells:
            return None
        return Source(
            row.line, min(place for place, _ in cells), max(place + len(text) for place, text in cells)
        )


def _times(text: str, year: int | None) -> list[str]:
    """The times of a cell: one a line where each line has a last day of its own, else one broken over lines."""
    lines = ["".join(line.split()) for line in text.split("\n")]
    whole = all(last_day(levelled(line), year) and not _YEAR_ALONE.match(line) for line in lines)
    return lines if whole else ["".join(lines)]


def _wider(period: tuple[int, int] | None, year: int) -> bool:
    """A plan of several years whose list names one of them only in passing keeps its own last year."""
    return (
        period is not None
        and period[0] != period[1]
        and period[1] != year
        and not period[0] <= year <= period[1]
    )


def _text(pieces: Sequence[tuple[Column, str, int]]) -> str:
    """The measures; a goal, or one of several columns, behind its name; a goal of several years once."""
    labelled = len({column.index for column, _, _ in pieces}) > 1
    labels: dict[tuple[str, int], list[str]] = {}
    for column, text, place in pieces:
        labels.setdefault((text, place), []).append(
            column.label if labelled or column.part is Part.GOAL else ""
        )
    return "\n".join(
        f"{'、'.join(names)}：{text}" if any(names) else text for (text, _), names in labels.items()
    )


def _doubts(roles: CellRoles) -> tuple[str, ...]:
    if not roles.leads and not roles.responsible:
        return ("no_responsible_unit",)
    doubts = [] if roles.leads else ["no_lead"]
    if roles.both:
        doubts.append("both_roles")
    if roles.unread:
        doubts.append("strange_name")
    return tuple(doubts)


def _headings(run: Run, items: Items) -> Iterator[Heading]:
    for heading in items.headings:
        yield Heading(
            heading.level, heading.text, Source(heading.row.line, heading.row.start, heading.row.end)
        )


def _is_duties(run: Run) -> bool:
    """The inverse table: units first, then what each of them does."""
    roles, content = run.head.of(Part.ROLE), run.head.of(Part.TITLE, Part.TEXT)
    if not roles or not content or roles[0].index > content[0].index:
        return False
    return _DUTY_LISTS.search(content[0].label) is not None


def _duties(items: Items) -> Iterator[Duty]:
    layout = items.layout
    unit = ""
    for item in items.items:
        for row in item.rows:
            unit = row.text(layout.roles[0].index) or unit
            text = row.text(layout.item.index)
            for part in re.split("[、，,\n]", names_text(unit)):
                for name in split_names(part).names:
                    if text and looks_like_unit(name):
                        yield Duty(name, text, Source(row.line, row.start, row.end))


def with_codes(tasks: Sequence[Task], lists: Sequence[str], taken: Sequence[str] = ()) -> tuple[Task, ...]:
    """Tasks with codes that are unique: the number, behind its headings' numbers where numbers come twice.

    `lists` names each task's table, the last resort; `taken` are codes in use elsewhere.
    """
    codes = [task.number for task in tasks]
    for longer in (
        lambda t, _: _with_headings(t, 1),
        lambda t, _: _with_headings(t, 9),
        lambda t, name: name + t.number,
    ):
        counts = Counter([*codes, *taken])
        doubled = {code for code, count in counts.items() if count > 1}
        if not doubled:
            break
        if codes == [task.number for task in tasks]:
            doubled = set(codes)  # one form for all, so that they sort and read alike
        codes = [longer(t, n) if c in doubled else c for t, n, c in zip(tasks, lists, codes, strict=True)]
    used: Counter[str] = Counter(taken)
    unique: list[str] = []
    for code in codes:
        used[code] += 1
        unique.append(code if used[code] == 1 else f"{code}-{used[code]}")
    return tuple(replace(task, code=code) for task, code in zip(tasks, unique, strict=True))


def _with_headings(task: Task, depth: int) -> str:
    """The number behind those of the headings above it: 四（二）.3; headings without numbers add nothing."""
    marks = [mark_at_start(levelled(heading)) for heading in task.path]
    labels = [mark.label for mark in marks if mark][-depth:]
    if labels and task.number.startswith(labels[-1] + "."):
        labels = labels[:-1]
    code = "".join(labels)
    return f"{code}{'.' if code and not task.number.startswith('（') else ''}{task.number}"
