"""Bent returns mixed by a seed give exactly what they mean, in memory and through the reader in four formats."""

from __future__ import annotations

import csv
import io

import pytest

from greenplan_desktop.returns.as_json import review_json
from greenplan_desktop.workbooks.reader import WorkbookReader

from .bending import one, review
from .generator import Made, Maker
from .plans import TITLES

KEYS = ("row", "task", "status", "percent", "achievement", "problems", "next_steps", "remarks", "flags")


def wrong(made: Made, result) -> list[str]:
    found = []
    if (result["unit"], result["flags"], result["error"]) != ("区科技局", [], None):
        found.append(f"file: {result['unit']} {result['flags']} {result['error']}")
    if set(result["notes"]) != made.notes:
        found.append(f"notes: {result['notes']} != {made.notes}")
    got = [{k: r[k] for k in KEYS} for r in result["rows"]]
    if got != made.rows:
        found += [f"{a} != {b}" for a, b in zip(got, made.rows, strict=False) if a != b] or [
            f"{len(got)} rows, {len(made.rows)} meant"
        ]
    skipped = {s["row"]: s["reason"] for s in result["skipped_rows"]}
    if skipped != made.skipped:
        found.append(f"skipped: {skipped} != {made.skipped}")
    missing = [c for c in TITLES if c != "12" and c not in made.named]
    if result["missing_tasks"] != missing:
        found.append(f"missing: {result['missing_tasks']}")
    return found


@pytest.mark.parametrize("part", range(10))
def test_in_memory(part) -> None:
    bad = {}
    for seed in range(part * 30, part * 30 + 30):
        made = Maker(seed).make()
        if found := wrong(made, one(made.book, made.name)):
            bad[seed] = found
    assert bad == {}


def as_csv(made: Made) -> bytes | None:
    """The workbook as .csv, where nothing is lost in it (percent formats, merges and hidden rows are)."""
    sheet = made.book.active
    if sheet.merged_cells.ranges or any("%" in c.number_format for row in sheet.iter_rows() for c in row):
        return None
    made.notes = {n for n in made.notes if not n.startswith("hidden_rows")}
    out = io.StringIO()
    csv.writer(out).writerows(
        [["" if c.value is None else c.value for c in row] for row in sheet.iter_rows()]
    )
    return out.getvalue().encode("gb18030")


def as_xls(made: Made) -> bytes:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet, source = book.add_sheet("进展"), made.book.active
    percent = xlwt.easyxf(num_format_str="0%")
    covered = {}
    for area in source.merged_cells.ranges:
        covered[area.min_row, area.min_col] = area
    for row in source.iter_rows():
        for c in row:
            style = percent if "%" in c.number_format else xlwt.Style.default_style
            area = covered.get((c.row, c.column))
            if area is not None:
                sheet.write_merge(
                    area.min_row - 1, area.max_row - 1, area.min_col - 1, area.max_col - 1, c.value, style
                )
            elif c.value is not None:
                sheet.write(c.row - 1, c.column - 1, c.value, style)
    for index, dimension in source.row_dimensions.items():
        sheet.row(index - 1).hidden = bool(dimension.hidden)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_through_the_reader() -> None:
    bad = {}
    with WorkbookReader() as reader:
        for seed in range(1000, 1040):
            made = Maker(seed).make()
            out = io.BytesIO()
            made.book.save(out)
            stem = made.name.removesuffix(".xlsx")
            files = {"xlsx": out.getvalue(), "xls": as_xls(made), "csv": as_csv(made)}
            for ending in ("xlsx", "xls", "csv"):
                if files[ending] is None:
                    continue
                read = reader.read(f"{stem}.{ending}", files[ending])
                if found := wrong(made, review_json(review(read))["files"][0]):
                    bad[seed, ending] = found
    assert bad == {}
