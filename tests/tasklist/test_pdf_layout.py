"""The specification measured from the PDF, in millimetres and points."""

from __future__ import annotations

import pytest

from greenplan_desktop.model.progress import finish
from greenplan_desktop.tasklist.build import build
from greenplan_desktop.tasklist.geometry import sheet as margins
from greenplan_desktop.tasklist.pdf import write_pdf
from greenplan_desktop.tasklist.presets import PRESETS, preset
from greenplan_desktop.tasklist.settings import Settings

from .measure import dense, sheets
from .samples import plain_list, reference_plan

CASES = [(o, d, n) for o in ("landscape", "portrait") for d in (False, True) for n in (2, 14)]
CASES += [("landscape", True, 110), ("portrait", True, 110)]


_KEPT = {}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("paper")


def written(folder, orientation, duplex, rows):
    """One PDF per case, kept for all tests of the module: 1, a few and about 40 pages."""
    path = folder / f"{orientation}-{duplex}-{rows}.pdf"
    if path not in _KEPT:
        content = plain_list(rows, longest=1 if rows == 2 else 5)
        finish(write_pdf(content, Settings(orientation=orientation, duplex=duplex, first_page=3), path))
        _KEPT[path] = sheets(path)
    return _KEPT[path]


def area(orientation, duplex, number):
    page = margins(orientation, not duplex or number % 2 == 1)
    return page.left, page.top, page.area_right, page.area_bottom


@pytest.mark.parametrize(("orientation", "duplex", "rows"), CASES)
def test_nothing_but_the_page_number_stands_outside_the_type_area(folder, orientation, duplex, rows):
    pages = written(folder, orientation, duplex, rows)
    assert {2: len(pages) == 1, 14: 2 <= len(pages) <= 10, 110: len(pages) >= 30}[rows]
    for number, page in enumerate(pages, 3):
        left, top, right, bottom = area(orientation, duplex, number)
        assert (page.width, page.height) == pytest.approx(
            (297, 210) if orientation == "landscape" else (210, 297), abs=0.3
        )
        for sign in page.body:
            half = sign.size * 25.4 / 72 / 2
            assert left - 0.3 <= sign.x0
            assert sign.x1 <= right + 0.3
            assert top - 0.3 <= sign.y - half
            assert sign.y + half <= bottom + 0.3
        for x0, y0, x1, y1 in page.ruled:
            assert left - 0.3 <= x0 <= x1 <= right + 0.3
            assert top - 0.3 <= y0 <= y1 <= bottom + 0.3


@pytest.mark.parametrize(("orientation", "duplex", "rows"), CASES)
def test_the_table_fills_the_width_of_the_type_area(folder, orientation, duplex, rows):
    for number, page in enumerate(written(folder, orientation, duplex, rows), 3):
        left, _, right, _ = area(orientation, duplex, number)
        assert min(r[0] for r in page.ruled) == pytest.approx(left, abs=0.3)
        assert max(r[2] for r in page.ruled) == pytest.approx(right, abs=0.3)


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_label_and_title(folder, orientation):
    page = written(folder, orientation, False, 14)[0]
    left, top, right, _ = area(orientation, False, 3)
    pitch = 225 / 22
    label = page.line("附件")
    assert [round(s.size, 1) for s in label] == [16, 16]
    assert label[0].x0 == pytest.approx(left, abs=1)
    assert top <= label[0].y <= top + pitch
    head = page.line("序号")[0].y
    title = [s for s in page.body if label[0].y + 3 < s.y < head - 3]
    assert {round(s.size, 1) for s in title} == {22}
    lines = sorted({round(s.y, 1) for s in title})
    assert top + 2 * pitch <= lines[0] <= top + 3 * pitch
    assert len(lines) == 2
    for y in lines:
        line = [s for s in title if abs(s.y - y) < 0.2]
        assert line[0].x0 - left == pytest.approx(right - line[-1].x1, abs=1)
        assert len(line) > 2


@pytest.mark.parametrize(("orientation", "duplex", "rows"), CASES)
def test_the_head_is_on_every_page_in_its_own_font(folder, orientation, duplex, rows):
    for page in written(folder, orientation, duplex, rows):
        text = dense("".join(s.text for s in page.body))
        assert text.count("序号重点任务主要内容牵头单位责任单位完成时限") == 1
        assert {round(s.size, 1) for s in page.line("序号")} == {12}


@pytest.mark.parametrize(("orientation", "duplex", "rows"), CASES)
def test_the_page_number_stands_where_the_standard_puts_it(folder, orientation, duplex, rows):
    em = 14 * 25.4 / 72
    for number, page in enumerate(written(folder, orientation, duplex, rows), 3):
        left, top, right, bottom = area(orientation, duplex, number)
        signs = page.number
        assert "".join(s.text for s in signs) == f"— {number} —"
        assert {round(s.size, 1) for s in signs} == {14}
        odd = not duplex or number % 2 == 1
        ys = [s.y for s in signs]
        if orientation == "portrait":
            assert all(s.upright for s in signs)
            assert bottom + 7 - 3 < min(ys) <= max(ys) < bottom + 7 + 3
            if odd:
                assert signs[-1].x1 == pytest.approx(right - em, abs=0.6)
            else:
                assert signs[0].x0 == pytest.approx(left + em, abs=0.6)
            continue
        assert all(s.down for s in signs)
        assert ys == sorted(ys)
        middle = (signs[0].x0 + signs[0].x1) / 2
        assert left - 7 - 3 < middle < left - 7 + 3
        if odd:
            assert bottom - em - 3 < ys[-1] < bottom - em
        else:
            assert top + em < ys[0] < top + em + 3


def test_the_dash_begins_seven_millimetres_below_the_type_area(tmp_path):
    import pypdfium2

    path = tmp_path / "one.pdf"
    finish(write_pdf(plain_list(2, longest=1), Settings(orientation="portrait"), path))
    scale = 600 / 72
    document = pypdfium2.PdfDocument(path)
    picture = document[0].render(scale=scale, grayscale=True).to_numpy()
    document.close()
    place = sheets(path)[0].number[0]
    x = round((place.x0 + place.x1) / 2 / 25.4 * 600)
    column = picture[:, x]
    dark = [y for y in range(round(262 / 25.4 * 600) + 30, len(column)) if column[y] < 128]
    assert dark[0] / 600 * 25.4 == pytest.approx(262 + 7, abs=0.3)


def test_the_plain_number_is_centred_at_the_foot(tmp_path):
    path = tmp_path / "plain.pdf"
    finish(write_pdf(plain_list(2), Settings(numbering="plain"), path))
    page = sheets(path)[0]
    assert all(s.upright for s in page.number)
    middle = (page.number[0].x0 + page.number[-1].x1) / 2
    assert middle == pytest.approx(35 + 225 / 2, abs=0.5)
    finish(write_pdf(plain_list(2), Settings(numbering="none"), path))
    assert not sheets(path)[0].number


def test_grid_and_frame_are_half_a_point_and_a_point(tmp_path):
    import pdfplumber

    path = tmp_path / "grid.pdf"
    finish(write_pdf(plain_list(3), Settings(), path))
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[0]
        assert {round(float(line["linewidth"]), 2) for line in page.lines} == {0.5}
        assert {round(float(rect["linewidth"]), 2) for rect in (*page.rects, *page.curves)} == {1.0}


@pytest.mark.parametrize("name", [layout.name for layout in PRESETS])
def test_every_preset_of_the_reference_plan_stays_in_the_type_area(shared, tmp_path, name):
    snapshot = reference_plan(shared, "qijiang-2023-16")
    layout = preset(name)
    unit = snapshot.units[0] if layout.needs_unit else None
    content = build(snapshot, layout, unit=unit)
    path = tmp_path / "list.pdf"
    finish(write_pdf(content, layout.paper, path))
    for page in sheets(path):
        left, top, right, bottom = area(layout.paper.orientation, False, 1)
        for sign in page.body:
            assert left - 0.3 <= sign.x0 <= sign.x1 <= right + 0.3
            assert top - 0.3 <= sign.y <= bottom + 0.3
