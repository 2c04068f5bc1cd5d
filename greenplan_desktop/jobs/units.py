"""The unit register kept: edited, renamed from a date, merged, imported, exported, searched for doubles."""

from __future__ import annotations

import csv
import io
import os
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.labels import UNIT_KIND
from greenplan_desktop.model.names import UnitNames
from greenplan_desktop.model.text import clean, compact
from greenplan_desktop.store import journal, rows, units

from . import find
from .changed import Changed, changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from greenplan_desktop.model.records import Unit
    from greenplan_desktop.store.database import Store

LEVELS = "省市州盟区县旗镇乡"  # first letters of bodies of different levels
LONGEST_NAME = 40  # characters of a short name
FIELDS = ("full_name", "short_name", "kind", "position", "contact", "phone", "active_from", "active_to")
COLUMNS = ("全称", "简称", "别名", "类别", "建制序", "联系人", "联系电话", "启用日期", "停用日期")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of a register file."""

    full_name: str
    short_name: str
    aliases: tuple[str, ...] = ()
    kind: str = "other"
    position: int | None = None
    contact: str = ""
    phone: str = ""
    active_from: str | None = None
    active_to: str | None = None


def add_unit(store: Store, short_name: str, *, full_name: str = "", kind: str = "other") -> Changed:
    """A new unit; a name that is known already is refused."""
    name = clean(short_name).strip()
    _require_new(store, name)
    with journal.change(store, f"新增单位：{name}") as set_id:
        key = units.insert(store, short_name=name, full_name=clean(full_name).strip(), kind=kind)
    return changed(store, set_id, made=(key,))


def _require_new(store: Store, name: str, besides: int | None = None) -> None:
    if not name:
        raise InputError("单位简称不能为空。")
    if len(name) > LONGEST_NAME:
        raise InputError(f"“{name[:16]}…”太长，不像单位名称，请写到 {LONGEST_NAME} 个字以内。")
    other = UnitNames(units.all_units(store)).find(name)
    if other and other.id != besides:
        raise InputError(f"“{name}”已是“{other.short_name}”的名称，请换一个名称或合并单位。")


def edit_unit(store: Store, unit_id: int, field: str, value: Any) -> Changed:
    """Change one field of a unit (aliases as names joined by 、); undoable."""
    unit = _unit(store, unit_id)
    if field == "short_name":
        value = clean(str(value)).strip()
        _require_new(store, value, besides=unit_id)
    with journal.change(store, f"修改单位“{unit.short_name}”") as set_id:
        if field == "aliases":
            units.set_aliases(store, unit_id, tuple(_names(str(value))))
        elif field in FIELDS:
            rows.update(store, "unit", unit_id, **{field: value})
        else:
            raise InputError("这一栏不能修改。")
    return changed(store, set_id)


def _names(text: str) -> list[str]:
    return [n.strip() for n in clean(text).replace("，", "、").replace(",", "、").split("、") if n.strip()]


def delete_unit(store: Store, unit_id: int) -> Changed:
    """Delete a unit that nothing names; one in use is refused (merge it instead)."""
    unit = _unit(store, unit_id)
    assigned, reported = units.usage(store, unit_id)
    if assigned or reported:
        raise InputError(
            f"“{unit.short_name}”承担着 {assigned} 项任务、有 {reported} 条进展，不能删除；可改用“合并单位”或填写停用日期。"
        )
    with journal.change(store, f"删除单位：{unit.short_name}") as set_id:
        rows.delete(store, "unit", unit_id)
    return changed(store, set_id)


def rename_unit(store: Store, unit_id: int, new_short: str, since: str, new_full: str = "") -> Changed:
    """Rename from a date (ISO): lists of earlier dates print the old name; the old names stay as aliases."""
    unit = _unit(store, unit_id)
    new_short = clean(new_short).strip()
    _require_new(store, new_short, besides=unit_id)
    try:
        last_day = (date.fromisoformat(since) - timedelta(days=1)).isoformat()
    except ValueError as error:
        raise InputError(f"更名日期“{since}”写法不对，请写成 2024-03-01 这样的日期。") from error
    with journal.change(store, f"单位更名：{unit.short_name} → {new_short}") as set_id:
        rows.insert(
            store,
            "unit_name",
            unit_id=unit_id,
            full_name=unit.full_name,
            short_name=unit.short_name,
            valid_to=last_day,
        )
        for old in (unit.short_name, unit.full_name):
            if old and old not in (new_short, new_full):
                units.add_alias(store, unit_id, old)
        rows.update(store, "unit", unit_id, short_name=new_short, full_name=new_full or unit.full_name)
    return changed(store, set_id)


@dataclass(frozen=True, slots=True)
class MergeLine:
    """One assignment that a merge changes: which task, from whom, role before and after."""

    plan: str
    task_code: str
    task_title: str
    unit: str
    role: str
    role_after: str


def preview_merge(store: Store, from_ids: Sequence[int], into_id: int) -> list[MergeLine]:
    """Every assignment that would change when units are merged into another."""
    return [MergeLine(*tuple(row)) for row in units.merge_lines(store, from_ids, into_id)]


def merge_units(store: Store, from_ids: Sequence[int], into_id: int, since: str | None = None) -> Changed:
    """Merge units into another: assignments and names pass over, lead outranks; reports stay with who wrote them."""
    into = _unit(store, into_id)
    sources = [_unit(store, key) for key in dict.fromkeys(from_ids) if key != into_id]
    if not sources:
        raise InputError("请至少选择一个要并入的单位。")
    names = "、".join(u.short_name for u in sources)
    with journal.change(store, f"合并单位：{names} → {into.short_name}") as set_id:
        for unit in sources:
            _pass_over(store, unit, into_id)
            day = since or date.today().isoformat()
            rows.update(store, "unit", unit.id, merged_into=into_id, active_to=day)
    return changed(store, set_id)


def _pass_over(store: Store, unit: Unit, into_id: int) -> None:
    for row in rows.find(store, "assignment", unit_id=unit.id):
        other = rows.first(store, "assignment", task_id=row["task_id"], unit_id=into_id)
        if other is None:
            rows.update(store, "assignment", row["id"], unit_id=into_id)
            continue
        rows.delete(store, "assignment", row["id"])
        if row["role"] == "lead" and other["role"] != "lead":
            rows.update(store, "assignment", other["id"], role="lead")
    for row in rows.find(store, "unit_alias", unit_id=unit.id):
        rows.update(store, "unit_alias", row["id"], unit_id=into_id)
    for name in (unit.short_name, unit.full_name):
        if name:
            units.add_alias(store, into_id, name)


def set_members(store: Store, group_id: int, member_ids: Sequence[int]) -> Changed:
    """Say who belongs to a group phrase (各镇街): its members owe what the group owes."""
    group = _unit(store, group_id)
    with journal.change(store, f"展开“{group.short_name}”的成员") as set_id:
        for row in rows.find(store, "group_member", group_id=group_id):
            if row["unit_id"] not in member_ids:
                rows.delete(store, "group_member", row["id"])
        known = {m for g, m in units.group_members(store) if g == group_id}
        for member in member_ids:
            if member not in known and member != group_id:
                rows.insert(store, "group_member", group_id=group_id, unit_id=member)
    return changed(store, set_id)


def doubles(register: Sequence[Unit]) -> list[tuple[Unit, Unit]]:
    """Pairs of units that may be the same (区应急局 / 区应急管理局), likeliest first.

    Bodies of two levels (区编办 / 市编办) are two, however alike their names.
    """
    from rapidfuzz import fuzz

    active = [u for u in register if not u.is_group and u.active_to is None]
    scored = []
    for index, one in enumerate(active):
        for other in active[index + 1 :]:
            if _of_two_levels(one, other):
                continue
            score = max(fuzz.ratio(compact(a), compact(b)) for a in one.names for b in other.names)
            inside = _within(one.short_name, other.short_name)
            if score >= 86 or inside:
                scored.append((100 if inside else score, one, other))
    return [(a, b) for _, a, b in sorted(scored, key=lambda item: -item[0])]


def _of_two_levels(one: Unit, other: Unit) -> bool:
    first, second = one.short_name[:1], other.short_name[:1]
    return first != second and first in LEVELS and second in LEVELS


def _within(one: str, other: str) -> bool:
    """Whether the shorter name is the longer one with letters left out, same first and last (an abbreviation)."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or len(short) == len(long) or short[:2] != long[:2] or short[-1] != long[-1]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def import_units(store: Store, lines: Iterable[UnitRow]) -> Changed:
    """Take register lines in: known units are completed, new ones added; nothing is removed."""
    with journal.change(store, "导入单位库", kind="import") as set_id:
        made = []
        for line in lines:
            names = UnitNames(units.all_units(store))
            known = names.find(line.short_name) or (names.find(line.full_name) if line.full_name else None)
            if known:
                _complete(store, known, line)
            else:
                made.append(_new(store, line))
    return changed(store, set_id, made=made)


def _new(store: Store, line: UnitRow) -> int:
    values: dict[str, Any] = {f: getattr(line, f) for f in FIELDS if f != "position"}
    if line.position is not None:
        values["position"] = line.position
    return units.insert(store, aliases=line.aliases, **values)


def _complete(store: Store, known: Unit, line: UnitRow) -> None:
    values = {
        f: getattr(line, f)
        for f in ("full_name", "contact", "phone", "active_from", "active_to", "position")
        if getattr(line, f) not in (None, "", getattr(known, f))
    }
    if known.kind == "other" and line.kind != "other":
        values["kind"] = line.kind
    rows.update(store, "unit", known.id, **values)
    for name in (*line.aliases, line.short_name):
        if compact(name) not in {compact(n) for n in known.names}:
            units.add_alias(store, known.id, name)


def read_register(path: Path) -> list[UnitRow]:
    """Register lines of a .csv or .xlsx; columns by name (全称 简称 别名 类别 建制序 …); raises InputError."""
    from greenplan_desktop.workbooks.reader import read_workbook

    if os.path.isdir(path):
        raise InputError(f"“{path.name}”是文件夹，请选择单位库的 .csv 或 .xlsx 文件。")
    workbook = read_workbook(path)
    for sheet in workbook.sheets:
        table = [
            [sheet.cells[r, c].text if (r, c) in sheet.cells else "" for c in range(1, sheet.last_column + 1)]
            for r in range(1, sheet.last_row + 1)
        ]
        for index, row in enumerate(table[:20]):
            keys = [_column_key(cell) for cell in row]
            if "short_name" in keys or "full_name" in keys:
                return [line for line in (_line(keys, r, path) for r in table[index + 1 :]) if line]
    raise InputError(
        f"“{path.name}”里没有找到“简称”或“全称”一栏，请按“全称、简称、别名、类别”的表头整理后再导入。"
    )


_KEYS = {
    "full_name": ("全称", "full_name", "单位全称", "规范名称"),
    "short_name": ("简称", "short_name", "单位简称", "单位名称", "单位", "名称"),
    "aliases": ("别名", "aliases", "其他名称", "曾用名"),
    "kind": ("类别", "kind", "类型", "单位类别"),
    "position": ("建制序", "position", "顺序", "排序", "序号"),
    "contact": ("联系人", "contact"),
    "phone": ("联系电话", "phone", "电话"),
    "active_from": ("启用日期", "active_from"),
    "active_to": ("停用日期", "active_to"),
}


def _column_key(heading: str) -> str:
    plain = compact(heading).lower()
    return next((key for key, names in _KEYS.items() if plain in names), "")


def _line(keys: list[str], row: list[str], path: Path) -> UnitRow | None:
    cells = {key: clean(cell).strip() for key, cell in zip(keys, row, strict=False) if key}
    short = cells.get("short_name") or cells.get("full_name", "")
    if not short:
        return None
    kinds = {label: key for key, label in UNIT_KIND.items()}
    kind = cells.get("kind", "")
    if kind and kind not in kinds and kind not in UNIT_KIND:
        raise InputError(f"“{path.name}”中“{short}”的类别“{kind}”无法识别，请填：{'、'.join(kinds)}。")
    position = cells.get("position", "")
    return UnitRow(
        full_name=cells.get("full_name", ""),
        short_name=short,
        aliases=tuple(_names(cells.get("aliases", ""))),
        kind=kinds.get(kind, kind) or "other",
        position=int(float(position)) if position.replace(".", "", 1).isdigit() else None,
        contact=cells.get("contact", ""),
        phone=cells.get("phone", ""),
        active_from=cells.get("active_from") or None,
        active_to=cells.get("active_to") or None,
    )


def register_table(register: Iterable[Unit]) -> list[list[str]]:
    """The register as a table with heading, as it is exported."""
    lines = [list(COLUMNS)]
    for unit in register:
        kind = UNIT_KIND[unit.kind]
        lines.append(
            [
                unit.full_name,
                unit.short_name,
                "、".join(unit.aliases),
                kind,
                str(unit.position),
                unit.contact,
                unit.phone,
                unit.active_from or "",
                unit.active_to or "",
            ]
        )
    return lines


def export_register(store: Store, path: Path) -> Path:
    """Write the register as .csv (UTF-8 with BOM, for Excel) or .xlsx; raises InputError."""
    from greenplan_desktop import whole_file

    table = register_table(units.all_units(store))
    if path.suffix.lower() == ".csv":
        text = io.StringIO()
        csv.writer(text).writerows(table)
        return whole_file.write(path, text.getvalue().encode("utf-8-sig"))
    from greenplan_desktop.workbooks.tables import table_bytes

    return whole_file.write(path, table_bytes("单位库", table))


def merge_by_name(store: Store, from_names: Sequence[str], into: str) -> Changed:
    """Merge units by name, for the command line."""
    return merge_units(store, [find.unit(store, n).id for n in from_names], find.unit(store, into).id)


def _unit(store: Store, unit_id: int) -> Unit:
    found = next((u for u in units.all_units(store) if u.id == unit_id), None)
    if found is None:
        raise InputError("这个单位已被删除，可用撤销找回。")
    return found
