"""Pagination: whatever the rows, every character is on paper once, in its place, and nothing overlaps."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.tasklist.content import ChapterRow, Column, ListContent, Row
from greenplan_desktop.tasklist.fonts import UNITS_PER_MM
from greenplan_desktop.tasklist.pages import paginate
from greenplan_desktop.tasklist.rows import even_lines
from greenplan_desktop.tasklist.settings import Settings
from greenplan_desktop.tasklist.typeset import NO_END, NO_START

from .measure import dense
from .samples import plain_list

STARTS = set("、，。；）》")
ENDS = set("（《")
WORDS = (
    *"的一是在有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经",
    *"、，。；：）（》《“”——……",
    "Green",
    "PM2.5",
    "2025",
    "https://example.org/a-very-long-address/without/any/blank",
    "1.10",
    "12,000",
    " ",
    "\n",
    "新型建筑智能建造产业园指挥部办公室",
    "～",
    "㎡",
)


def random_text(chance, longest):
    size = min(longest, int(chance.paretovariate(0.7) * 4)) if chance.random() > 0.1 else 0
    text = "".join(chance.choice(WORDS) for _ in range(size))
    return text[:longest]


def random_list(seed, rows, columns, longest, grouped, chapters):
    chance = random.Random(seed)
    heads = ("序号", "重点任务", "主要内容", "牵头单位", "2025年目标", "备注")
    cols = tuple(Column(f"c{n}", heads[n], align=chance.choice(("left", "center"))) for n in range(columns))
    found = []
    for number in range(rows):
        if chapters and chance.random() < 0.15:
            title = f"（{number}）" + dense(random_text(chance, 60))
            found.append(
                ChapterRow(
                    title,
                    chance.choice((1, 2)),
                    f"第{number // 4}类{'工作' * (number % 3)}" if grouped else "",
                )
            )
        long = 5000 if chance.random() < 0.01 else longest
        cells = tuple(random_text(chance, long) for _ in range(columns))
        found.append(Row(cells, f"第{number // 4}类{'工作' * (number % 3)}" if grouped else ""))
    group = Column("group", "类别") if grouped else None
    return ListContent("某某方案任务清单", cols, tuple(found), "附件", ("注：" + "说明" * 40,), group)


def painted(pages):
    """(page index, text, rectangle in units, layout) of every painted line."""
    for index, page in enumerate(pages.pages):
        for text in page.texts:
            units = text.layout.text().encode("utf-16-le")
            last = text.layout.lineCount() if text.last is None else text.last
            for number in range(text.first, last):
                line = text.layout.lineAt(number)
                start = line.textStart() * 2
                said = units[start : start + line.textLength() * 2].decode("utf-16-le", "replace")
                rect = line.naturalTextRect().translated(text.x, text.y)
                yield index, said, rect, text.layout


def head_layouts(pages):
    """Layouts painted on more than one page are heads (and merged cells), which repeat."""
    seen = {}
    for index, page in enumerate(pages.pages):
        for text in page.texts:
            if text.first == 0:
                seen.setdefault(id(text.layout), []).append(index)
    return {key for key, found in seen.items() if len(found) > 1}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    rows=st.sampled_from([1, 2, 3, 7, 20, 60, 150, 400]),
    columns=st.integers(1, 6),
    longest=st.sampled_from([0, 6, 40, 300, 2000]),
    shape=st.sampled_from(["plain", "chapters", "grouped", "both"]),
    orientation=st.sampled_from(["landscape", "portrait"]),
    cell_pt=st.sampled_from([10.5, 12, 14]),
)
def test_any_rows_are_on_paper_once(seed, rows, columns, longest, shape, orientation, cell_pt):
    rows = min(rows, 60) if longest >= 2000 else rows
    content = random_list(
        seed, rows, columns, longest, shape in ("grouped", "both"), shape in ("chapters", "both")
    )
    pages = paginate(content, Settings(orientation=orientation, duplex=True, cell_pt=cell_pt))
    check_texts(content, pages)
    check_places(pages)
    assert all(page.texts for page in pages.pages)


def check_texts(content, pages):
    """Every text once: compared as bags of lines, since a cut row's cells are painted page by page."""
    by_layout = {}
    order = []
    repeated = head_layouts(pages)
    for _, said, _, layout in painted(pages):
        if id(layout) not in by_layout:
            order.append(id(layout))
        by_layout.setdefault(id(layout), []).append(said)
    got = sorted(
        dense("".join(said))
        for key, said in by_layout.items()
        if key not in repeated and dense("".join(said))
    )
    wanted = [content.label, content.title, *content.notes]
    for row in content.rows:
        wanted += [row.title] if isinstance(row, ChapterRow) else row.cells
    wanted = [dense(text) for text in wanted if dense(text)]
    heads = {dense(even_lines(c.heading, 99)) for c in content.paper_columns}
    groups = {dense(row.group) for row in content.rows if isinstance(row, Row)}
    rest = list(got)
    missing = []
    for text in wanted:
        if text in rest:
            rest.remove(text)
        else:
            missing.append(text)
    # short texts that come again share one layout; heads and merged cells repeat by rule
    counts = {}
    for page in pages.pages:
        for text in page.texts:
            if text.first == 0:
                counts[dense(text.layout.text())] = counts.get(dense(text.layout.text()), 0) + 1
    for text, count in Counter(wanted).items():
        if text not in heads | groups:
            assert counts.get(text, 0) == count, text
    assert all(text in heads | groups or counts.get(text) for text in missing)
    assert all(text in heads | groups for text in rest)


def check_places(pages):
    for page_index, page in enumerate(pages.pages):
        sheet = page.sheet
        left, right = sheet.left * UNITS_PER_MM, sheet.area_right * UNITS_PER_MM
        top, bottom = sheet.top * UNITS_PER_MM, sheet.area_bottom * UNITS_PER_MM
        boxes = []
        for index, said, rect, layout in painted(pages):
            if index != page_index:
                continue
            assert left - 2 <= rect.left()
            assert rect.right() <= right + 2 + trailing(said, rect)
            middle = rect.center().y()
            assert top < middle < bottom
            if said.strip():
                rect.setRight(rect.right() - trailing(said, rect))
                boxes.append((rect, layout))
        if page.frame is not None:
            assert page.frame.left() >= left - 1
            assert page.frame.right() <= right + 1
            assert page.frame.top() >= top - 1
            assert page.frame.bottom() <= bottom + 1
        check_overlap(boxes)
        if page_index > 40:
            return


def trailing(said, rect):
    """Blanks at a line's end may hang out: they are not seen."""
    return rect.width() * (len(said) - len(said.rstrip())) / max(1, len(said))


def check_overlap(boxes):
    """No two lines of a page share a place: their em boxes, a little drawn in, do not meet."""
    lines = sorted((rect.center().y(), rect.left(), rect.right()) for rect, _ in boxes)
    for index, (y, left, right) in enumerate(lines):
        for other_y, other_left, other_right in lines[index + 1 :]:
            if other_y - y > 90:
                break
            assert min(right, other_right) - max(left, other_left) < 70


def test_lines_do_not_begin_or_end_with_the_wrong_mark():
    for seed in range(30):
        content = random_list(seed, 12, 4, 400, grouped=False, chapters=False)
        pages = paginate(content, Settings())
        bad = []
        lines = list(painted(pages))
        for (_, before, _, one), (_, after, _, other) in pairwise(lines):
            if one is other and before.strip() and after.strip() and not before.endswith("\u2028"):
                wide = after[0] in STARTS and any(c not in NO_START for c in before[1:])
                bad += [(before, after)] if wide else []
                bad += (
                    [(before, after)] if before[-1] in ENDS and any(c not in NO_END for c in before) else []
                )
        assert not bad


def test_a_word_with_a_hyphen_is_not_cut_at_it_where_it_fits_on_a_line():
    rows = tuple(
        Row((str(n), "推广", "网" * n + "建设5G-A基站并部署Wi-Fi热点", "", "", "")) for n in range(1, 60)
    )
    content = ListContent("清单", plain_list(1).columns, rows)
    lines = [line for _, line, _, _ in painted(paginate(content, Settings(orientation="portrait")))]
    assert any(line.startswith(("5G-A", "Wi-Fi")) for line in lines)
    assert not [line for line in lines if line.endswith("-")]


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_a_chapter_row_is_never_the_last_on_a_page(orientation):
    for rows in range(20, 60, 3):
        content = plain_list(rows, seed=rows, chapters=2, longest=3)
        titles = {row.title for row in content.rows if isinstance(row, ChapterRow)}
        for page in paginate(content, Settings(orientation=orientation)).pages:
            lowest = max(page.texts, key=lambda t: t.y)
            assert lowest.layout.text() not in titles


def test_rows_stay_whole_unless_taller_than_a_page():
    content = plain_list(80, seed=4)
    pages = paginate(content, Settings())
    assert len(pages) > 10
    cut = [t for page in pages.pages[1:] for t in page.texts if t.last is not None]
    assert not cut


def test_a_row_taller_than_a_page_is_cut_between_lines_and_goes_on():
    text = "推进重点行业节能降碳改造，" * 300
    rows = (Row(("1", "短")), Row(("2", text)), Row(("3", "短")))
    content = ListContent("清单", (Column("number", "序号"), Column("text", "内容")), rows, "附件")
    pages = paginate(content, Settings())
    parts = [
        t for page in pages.pages for t in page.texts if t.last is not None and len(t.layout.text()) > 99
    ]
    assert len(parts) == len(pages) >= 3
    assert parts[0].first == 0
    assert parts[0].last >= 3
    assert all(a.last == b.first for a, b in pairwise(parts))
    assert parts[-1].last == parts[0].layout.lineCount()


def test_a_merged_cell_closes_and_opens_again_with_its_text():
    rows = tuple(Row((str(n), "建设内容" * 30), "用能体系") for n in range(1, 30))
    content = ListContent(
        "清单", (Column("n", "序号"), Column("t", "内容")), rows, "附件", group=Column("g", "类别")
    )
    pages = paginate(content, Settings())
    assert len(pages) > 2
    for page in pages.pages:
        assert [t.layout.text() for t in page.texts].count("用能体系") == 1
    assert [m.title for page in pages.pages for m in page.marks] == ["用能体系"]


def test_a_chapter_row_stands_beside_the_merged_column():
    rows = (
        Row(("1", "短"), "甲类"),
        ChapterRow("（一）小节", 2, "甲类"),
        Row(("2", "短"), "甲类"),
        Row(("3", "短"), "乙类"),
    )
    content = ListContent("清单", (Column("n", "序号"), Column("t", "内容")), rows, group=Column("g", "类别"))
    (page,) = paginate(content, Settings()).pages
    texts = [t.layout.text() for t in page.texts]
    assert [texts.count(t) for t in ("甲类", "乙类", "（一）小节")] == [1, 1, 1]
    assert [(m.title, m.level) for m in page.marks] == [("甲类", 1), ("（一）小节", 2), ("乙类", 1)]
    crossing = [line for line in page.grid if line.y1() == line.y2() and line.x1() < page.frame.left() + 1]
    assert len(crossing) == 2  # under the head and between the two groups


def test_a_merged_cell_has_room_for_its_text_on_every_page():
    rows = tuple(Row((str(n), "短"), "一段很长的类别名称" * 6 + str(n // 2)) for n in range(40))
    content = ListContent(
        "清单", (Column("n", "序号"), Column("t", "内容")), rows, group=Column("g", "类别", 30)
    )
    check_places(paginate(content, Settings()))


def test_a_merged_cell_too_tall_for_a_page_becomes_a_row_across():
    rows = (Row(("1", "短"), "类" * 1500),)
    content = ListContent(
        "清单", (Column("n", "序号"), Column("t", "内容")), rows, group=Column("g", "类别", 20)
    )
    pages = paginate(content, Settings())
    check_places(pages)
    assert any(t.layout.text() == "类" * 1500 for page in pages.pages for t in page.texts)


def test_no_rows_give_one_page_with_the_head():
    pages = paginate(plain_list(0), Settings())
    assert len(pages) == 1
    assert "责任单位" in [t.layout.text() for t in pages.pages[0].texts]


def test_page_numbers_run_on_from_list_to_list():
    pages = paginate([plain_list(3), plain_list(12, seed=2)], Settings(first_page=7))
    assert [page.number for page in pages.pages] == list(range(7, 7 + len(pages)))
    assert {page.list_index for page in pages.pages} == {0, 1}


def test_too_many_columns_and_long_heads_are_refused():
    many = tuple(Column(f"c{n}", "栏") for n in range(60))
    with pytest.raises(InputError, match="60 栏"):
        paginate(ListContent("清单", many, (Row(("",) * 60),)), Settings())
    long = ListContent("清单", (Column("a", "长名称" * 800), Column("b", "乙", 100)), (Row(("", "")),))
    with pytest.raises(InputError, match="栏目名称太长"):
        paginate(long, Settings())
    with pytest.raises(InputError, match="标题太长"):
        paginate(plain_list(1, title="很长的标题" * 200), Settings())


def test_a_heading_is_broken_evenly():
    assert even_lines("完成时限", 3.2) == "完成\n时限"
    assert even_lines("完成时限", 4.1) == "完成时限"
    assert even_lines("2025年目标", 4).count("\n") == 1
