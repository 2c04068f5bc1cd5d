"""Lists to paper and files: which layout, for whom, of which period; layouts kept with the database."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.store import journal, rows
from greenplan_desktop.store.snapshot import plan_snapshot

from .changed import Changed, changed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.model.records import PlanSnapshot, Unit
    from greenplan_desktop.store.database import Store
    from greenplan_desktop.tasklist.content import ListContent
    from greenplan_desktop.tasklist.presets import Layout
    from greenplan_desktop.tasklist.settings import Settings


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a preset or kept layout by name, one unit or all, a period, and the sheet."""

    preset: str = "任务清单"
    unit_id: int | None = None
    period: Period | None = None
    orientation: str | None = None
    first_page: int | None = None
    duplex: bool | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A list that was written: where, and what should be known of it (fonts replaced)."""

    path: Path
    notes: tuple[str, ...] = ()


def layouts(store: Store, plan_id: int | None) -> list[Layout]:
    """The layouts there are for a plan: its own and the office's, then the presets that none of them replaces."""
    from greenplan_desktop.tasklist.presets import PRESETS, Layout

    kept = [r for r in rows.find(store, "layout") if r["plan_id"] in (plan_id, None)]
    own = {
        r["name"]: Layout.from_json(r["content"])
        for r in sorted(kept, key=lambda r: r["plan_id"] is not None)
    }
    return [*own.values(), *(preset for preset in PRESETS if preset.name not in own)]


def layout_named(store: Store, plan_id: int | None, name: str) -> Layout:
    """The layout of this name; raises InputError naming those there are."""
    found = layouts(store, plan_id)
    for layout in found:
        if layout.name == name:
            return layout
    raise InputError(f"没有名为“{name}”的版式；可用的有：{'、'.join(one.name for one in found)}。")


def keep_layout(store: Store, plan_id: int | None, layout: Layout) -> Changed:
    """Keep a layout with a plan (None: for all plans), replacing the kept one of this name."""
    if not layout.name.strip():
        raise InputError("版式要有名称。")
    with journal.change(store, f"保存版式：{layout.name}", plan_id=plan_id) as set_id:
        old = rows.first(store, "layout", plan_id=plan_id, name=layout.name)
        if old is None:
            rows.insert(store, "layout", plan_id=plan_id, name=layout.name, content=layout.to_json())
        elif old["content"] != layout.to_json():
            rows.update(store, "layout", old["id"], content=layout.to_json())
    return changed(store, set_id)


def remove_layout(store: Store, plan_id: int | None, name: str) -> Changed:
    """Remove a kept layout; a preset of the same name comes back."""
    with journal.change(store, f"删除版式：{name}", plan_id=plan_id) as set_id:
        for row in rows.find(store, "layout", plan_id=plan_id, name=name):
            rows.delete(store, "layout", row["id"])
    return changed(store, set_id)


def content(
    snapshot: PlanSnapshot, layout: Layout, unit: Unit | None = None, period: Period | None = None
) -> list[ListContent]:
    """What a layout prints: one list, or for a unit's layout without a unit one for every unit."""
    from greenplan_desktop.tasklist.build import build, unit_lists

    if layout.needs_unit and unit is None:
        return [each for _, each in unit_lists(snapshot, layout, period=period)]
    return [build(snapshot, layout, unit=unit, period=period)]


def snapshot_for(store: Store, plan_id: int, layout: Layout, period: Period | None) -> PlanSnapshot:
    """The plan as a layout prints it: units under their names at the end of its period, else of today."""
    day = period.end if period is not None and layout.needs_period else date.today().isoformat()
    return plan_snapshot(store, plan_id).named_on(day)


def paper(layout: Layout, order: Order) -> Settings:
    """The sheet of a layout with what the order says differently."""
    asked: dict[str, Any] = {
        "orientation": order.orientation,
        "first_page": order.first_page,
        "duplex": order.duplex,
    }
    return replace(layout.paper, **{key: value for key, value in asked.items() if value is not None})


def write(store: Store, plan_id: int, order: Order, target: Path) -> Work[Written]:
    """Write a list to .pdf, .docx or .xlsx by the file's ending; raises InputError."""
    layout = layout_named(store, plan_id, order.preset)
    snapshot = snapshot_for(store, plan_id, layout, order.period)
    unit = next((u for u in snapshot.units if u.id == order.unit_id), None)
    if unit is not None and not layout.needs_unit and layout.rows == "tasks":
        layout = replace(layout, title=layout.title + "\n（{单位}）")
    made = content(snapshot, layout, unit, order.period)
    if not made:
        raise InputError(f"《{snapshot.plan.name}》还没有可列的任务，没有写成“{target.name}”。")
    return (yield from write_content(made, paper(layout, order), target))


def write_content(made: Sequence[ListContent], settings: Settings, target: Path) -> Work[Written]:
    """Write lists that are built already, each from a new page."""
    from greenplan_desktop.tasklist.writers import write as write_file

    path = yield from write_file(list(made), settings, target)
    return Written(path, font_notes() if target.suffix.lower() == ".pdf" else ())


def font_notes() -> tuple[str, ...]:
    """Which fonts of the standard are replaced on this machine, one sentence each."""
    from greenplan_desktop.tasklist.fonts import ensure_gui, present_fonts

    ensure_gui()
    return present_fonts().notes


def write_for_all_units(
    store: Store, plan_id: int, folder: Path, *, kind: str = "pdf", period: Period | None = None
) -> Work[tuple[Path, ...]]:
    """A 单位任务清单 per unit, each as its own file; all of them or none."""
    from greenplan_desktop.tasklist.batch import write_units_folder

    layout = layout_named(store, plan_id, "单位任务清单")
    snapshot = snapshot_for(store, plan_id, layout, period)
    return (yield from write_units_folder(snapshot, layout, layout.paper, folder, kind=kind, period=period))


def matrix(snapshot: PlanSnapshot, unit_ids: Sequence[int] | None = None) -> list[ListContent]:
    """The matrix as lists for the paper room."""
    from greenplan_desktop.tasklist.tables import matrix_contents

    return list(matrix_contents(snapshot, unit_ids))


def history(store: Store, plan_id: int, limit: int = 500) -> list[ListContent]:
    """The journal of a plan as a list for the paper room: 时间 操作人 修改 对象 栏目 原来 改为."""
    from datetime import datetime

    from greenplan_desktop.tasklist.tables import table_content

    from .journal import lines

    table: list[list[str]] = []
    for one in journal.history(store, plan_id=plan_id, limit=limit):
        when = datetime.fromisoformat(one.at).astimezone().strftime("%Y-%m-%d %H:%M")
        state = "" if one.state == "done" else "（已撤销）"
        found = lines(store, one.id, limit=40) if one.kind == "edit" else []
        told = [(line.thing, line.column, line.before, line.after) for line in found]
        table += [[when, one.user, one.label + state, *words] for words in told or [("", "", "", "")]]
    plan = plan_snapshot(store, plan_id).plan
    heads = ("时间", "操作人", "修改", "对象", "栏目", "原来", "改为")
    return [table_content(f"{plan.title}修改记录", heads, table, document_number=plan.document_number or "")]


def print_mark(store: Store, plan_id: int, what: str) -> Changed:
    """Remember what was printed when, so that later changes can be told apart."""
    from greenplan_desktop.store.clock import now

    last = journal.undoable(store)
    with journal.change(store, f"打印：{what}", plan_id=plan_id) as set_id:
        rows.insert(
            store, "print_mark", plan_id=plan_id, at=now(), what=what, change_set_id=last.id if last else 0
        )
    return changed(store, set_id)


def export_layout(layout: Layout, target: Path) -> Path:
    """Write a layout to a file for another machine."""
    from greenplan_desktop import whole_file

    return whole_file.write(
        target, json.dumps(layout.to_dict(), ensure_ascii=False, indent=1).encode("utf-8")
    )


def column_choices(layout: Layout) -> list[tuple[str, str]]:
    """The columns a layout does not have yet: (key, usual heading)."""
    from greenplan_desktop.tasklist.presets import KEYS

    have = {c.key for c in layout.columns}
    return [(key, how.heading) for key, how in KEYS[layout.rows].items() if key not in have]


def add_column(layout: Layout, key: str) -> Layout:
    """A copy of a layout with one more column at its end."""
    from greenplan_desktop.tasklist.presets import column

    return replace(layout, columns=(*layout.columns, column(layout.rows, key)))


def own_widths(layout: Layout) -> Layout:
    """A copy whose column widths are all proposed from the texts again."""
    from greenplan_desktop.tasklist.tables import with_own_widths

    return with_own_widths(layout)


def sheet_choices() -> dict[str, list[tuple[str, Any]]]:
    """What can be chosen for the sheet, as (words, value)."""
    from greenplan_desktop.tasklist.settings import CELL_SIZES, NUMBERING_NAMES, ORIENTATION_NAMES

    return {
        "orientation": [(word, key) for key, word in ORIENTATION_NAMES.items()],
        "cell_pt": list(CELL_SIZES),
        "numbering": [(word, key) for key, word in NUMBERING_NAMES.items()],
    }


def import_layout(path: Path) -> Layout:
    """A layout from a file another machine wrote; raises InputError."""
    from greenplan_desktop.tasklist.presets import Layout

    from .files import read_bytes

    try:
        return Layout.from_json(read_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"“{path.name}”不是版式文件，请选择本程序导出的版式。") from error
