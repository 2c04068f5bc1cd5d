"""LibreOffice opens what we write: the same texts in the same order, on about as many pages."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter

import pytest

from greenplan_desktop.model.progress import finish
from greenplan_desktop.tasklist.build import build
from greenplan_desktop.tasklist.content import ChapterRow, Column, ListContent, Row
from greenplan_desktop.tasklist.pages import paginate
from greenplan_desktop.tasklist.presets import DEFAULT, preset
from greenplan_desktop.tasklist.settings import Settings
from greenplan_desktop.tasklist.writers import write

from .measure import dense, page_count, pdfium_texts
from .samples import plain_list, reference_plan

pytestmark = [pytest.mark.real, pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")]


@pytest.fixture(scope="module")
def convert(tmp_path_factory):
    """Converts a file to PDF with a profile of its own."""
    profile = tmp_path_factory.mktemp("profile")

    def run(path):
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", str(path.parent), str(path)], check=True, capture_output=True, timeout=240
        )
        made = path.with_suffix(".pdf")
        assert made.exists()
        return made

    return run


def spoken(texts, content):
    """The pages' text without repeated heads and page numbers."""
    import re

    head = dense("".join(c.heading for c in content.columns))
    return "".join(re.sub(r"—\d+—", "", text).replace(head, "") for text in texts)


def expected(content):
    found = [content.label, content.title]
    for row in content.rows:
        found += [row.title] if isinstance(row, ChapterRow) else row.cells
    return dense("".join([*found, *content.notes]))


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
@pytest.mark.parametrize("rows", [3, 40])
def test_page_count_and_texts(convert, tmp_path, ending, orientation, rows):
    content = plain_list(rows, longest=3, notes=("注：本清单自印发之日起施行。",))
    settings = Settings(orientation=orientation)
    made = convert(finish(write(content, settings, tmp_path / f"a{ending}")))
    ours = len(paginate(content, settings))
    assert abs(page_count(made) - ours) <= 1
    said = spoken(pdfium_texts(made), content)
    assert Counter(said) == Counter(expected(content))
    chapters = [row.title for row in content.rows if isinstance(row, ChapterRow)]
    places = [said.index(dense(title)) for title in chapters]
    assert places == sorted(places)


def test_ten_columns_lose_no_row(convert, tmp_path):
    columns = tuple(Column(f"c{n}", f"第{n}栏内容") for n in range(10))
    rows = tuple(
        Row(tuple(f"第{r}行第{n}栏的内容" * (1 + (r * 7 + n) % 5) for n in range(10))) for r in range(30)
    )
    content = ListContent("云岭区重点任务推进情况表", columns, rows, "附件")
    made = convert(finish(write(content, Settings(), tmp_path / "a.xlsx")))
    assert Counter(spoken(pdfium_texts(made), content)) == Counter(expected(content))


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
@pytest.mark.parametrize("name", ["qijiang-2023-16", "chongqing-2022-34"])
def test_the_reference_plans(shared, convert, tmp_path, ending, name):
    content = build(reference_plan(shared, name), preset(DEFAULT))
    made = convert(finish(write(content, Settings(), tmp_path / f"a{ending}")))
    assert abs(page_count(made) - len(paginate(content, Settings()))) <= 1


def test_a_landscape_docx_shows_its_number_at_the_left(convert, tmp_path):
    import pdfplumber

    made = convert(finish(write(plain_list(12), Settings(duplex=True), tmp_path / "a.docx")))
    with pdfplumber.open(made) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            turned = [c for c in page.chars if not c["upright"]]
            assert dense("".join(c["text"] for c in turned)) == f"—{number}—"
            assert all(20 < c["x0"] * 25.4 / 72 < 32 for c in turned)
            middle = sum(c["top"] for c in turned) / len(turned) / page.height
            assert (middle > 0.6) == (number % 2 == 1)
