"""Whatever a sheet holds: no crash, every used row below the header accounted for, JSON of the page's shape."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenplan_desktop.returns import decide
from greenplan_desktop.returns.as_json import review_json
from greenplan_desktop.returns.flags import file_remarks, row_remarks
from greenplan_desktop.returns.grid import Grid
from greenplan_desktop.returns.headers import NAMES
from greenplan_desktop.workbooks.cells import Cell, Merge, Sheet, Workbook

from .bending import review
from .loading import as_read_file
from .plans import TITLES

WORDS = (
    [n for names in NAMES.values() for n in names]
    + list(TITLES.values())
    + list(TITLES)
    + [
        "合计",
        "注：略",
        "填报人：",
        "填报单位：区科技局",
        "2023年第一季度",
        "（一）篇",
        "正常推进",
        "80%",
        "约130%",
        "八成",
        "甲",
        "1",
        "2",
        "3",
        "",
        " ",
        "\u200b",
        "_x000D_",
    ]
)
CELLS = st.one_of(
    st.sampled_from(WORDS).map(lambda t: Cell("text", t)),
    st.text(max_size=12).map(lambda t: Cell("text", t)),
    st.floats(allow_nan=True).map(lambda n: Cell("number", repr(n), n)),
    st.sampled_from(
        [
            Cell("error", "#REF!"),
            Cell("text", "", formula=True, uncached=True),
            Cell("bool", "TRUE"),
            Cell("date", "2023-06-30"),
            Cell("number", "80%", 0.8, percent_format=True),
            Cell("number", "x", None),
        ]
    ),
)
PLACES = st.tuples(st.integers(1, 12), st.integers(1, 9))
MERGES = st.tuples(st.integers(1, 12), st.integers(1, 9), st.integers(0, 3), st.integers(0, 4)).map(
    lambda m: Merge(m[0], m[1], m[0] + m[2], m[1] + m[3])
)


@st.composite
def sheets(draw) -> Sheet:
    cells = draw(st.dictionaries(PLACES, CELLS, max_size=60))
    if draw(st.booleans()):
        top = draw(st.integers(1, 4))
        heads = draw(st.lists(st.sampled_from(WORDS[:50]), min_size=3, max_size=9))
        cells |= {(top, c): Cell("text", h) for c, h in enumerate(["序号", "重点任务", *heads], start=1)}
    merges = tuple(draw(st.lists(MERGES, max_size=6)))
    hidden = frozenset(draw(st.lists(st.integers(1, 12), max_size=3)))
    return Sheet(
        draw(st.sampled_from(["表", "greenplan", "填报"])),
        cells,
        merges,
        draw(st.booleans()) and draw(st.booleans()),
        hidden,
        hidden,
    )


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(sheets(), min_size=1, max_size=3), st.sampled_from(["xlsx", "csv"]))
def test_any_workbook_is_reviewed(found, form) -> None:
    found = [
        Sheet(f"{s.name}{i}", s.cells, s.merges, s.hidden, s.hidden_rows, s.hidden_columns)
        for i, s in enumerate(found)
    ]
    result = review(as_read_file("区科技局.xlsx", Workbook(tuple(found), form)))
    file = result.files[0]
    json.dumps(review_json(result))
    assert all(isinstance(w.values, dict) for w in decide.writes(result))
    assert len(file_remarks(file, result)) == (1 if file.error else len(file.flags))
    assert all(len(row_remarks(row, result)) >= len(row.flags) for row in file.rows)
    for sheet in found:
        tables = file.tables.get(sheet.name)
        if tables:
            _accounted(sheet, tables[0].bottom, file)


def _accounted(sheet: Sheet, bottom: int, file) -> None:
    used = {row for row in Grid(sheet).used if row > bottom}
    read = {r for row in file.rows if row.sheet == sheet.name for r in range(row.row, row.last_row + 1)}
    skipped = {s.row for s in file.skipped_rows if s.sheet == sheet.name}
    assert used <= read | skipped
    assert not {row.row for row in file.rows if row.sheet == sheet.name} & skipped
