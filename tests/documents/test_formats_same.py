"""The same plan as text, .docx, web page and PDF gives the same tasks."""

from __future__ import annotations

import html
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from greenplan_desktop.documents.formats import load_content
from greenplan_desktop.documents.read import read_loaded, read_plan, read_plan_text
from greenplan_desktop.model.text import compact

from .made_docx import docx, para

if TYPE_CHECKING:
    from greenplan_desktop.model.plan import Plan, Task

PLANS = sorted((Path(__file__).parent / "plans").glob("*.txt"))
SOFFICE = shutil.which("soffice")


def told(task: Task) -> tuple[object, ...]:
    """What must not depend on the format."""
    return (
        task.code, tuple(map(compact, task.path)), compact(task.title), tuple(map(compact, task.lead_units)),
        tuple(map(compact, task.responsible_units)), task.open_ended, compact(task.clause or ""), task.due and task.due.date,
        tuple((target.value, target.unit) for target in task.targets),
    )  # fmt: skip


def lines_of(path: Path) -> list[str]:
    return [text.replace("**", "") for line in path.read_text("utf-8").split("\n") if (text := line.strip(" \t\r\u3000"))]


def escaped(text: str) -> str:
    return html.escape(text, quote=False)


def assert_same(one: Plan, other: Plan) -> None:
    assert [told(task) for task in other.tasks] == [told(task) for task in one.tasks]
    assert (other.document_number, other.issue_date, other.period) == (one.document_number, one.issue_date, one.period)
    assert compact(other.title) == compact(one.title)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_encodings_docx_and_web_page(path: Path) -> None:
    plan = read_plan(path)
    assert plan.tasks
    text = path.read_text("utf-8")
    assert_same(plan, read_plan_text(text, path.name))
    assert_same(plan, read_loaded(load_content(text.encode("gb18030"), path.name)))
    lines = lines_of(path)
    assert_same(plan, read_loaded(load_content(docx("".join(para(escaped(line)) for line in lines)), path.name)))
    page = "".join(f"<p>　　{escaped(line)}</p>" for line in lines)
    assert_same(plan, read_loaded(load_content(f"<html><body><div class=article>{page}</div></body></html>".encode(), path.name)))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All plans as an office would type them, as .docx and, by LibreOffice, in other formats."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("printed")
    shared = Path(__file__).resolve().parents[3] / "shared" / "plans"
    for path in (*PLANS, *sorted(shared.glob("*.txt"))):
        shutil.copy(path, folder)
        typed(lines_of(path), folder / f"{path.stem}.docx")
    one = [str(folder / f"{PLANS[0].stem}.docx")]
    for kind, files in (("pdf", None), ("html", None), ("doc", one), ("rtf", one), ("odt", one)):
        files = files or [str(path) for path in folder.glob("*.docx")]
        command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind, "--outdir", str(folder)]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=240)
    return folder


def typed(lines: list[str], path: Path) -> None:
    """A .docx after GB/T 9704: 16 pt, first lines indented, head centred, running head and page numbers."""
    import docx as python_docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    made = python_docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height, page.left_margin, page.right_margin = Mm(210), Mm(297), Mm(28), Mm(26)
    if sum(map(len, lines)) > 1500:  # on several pages
        page.header.paragraphs[0].text = "某某市人民政府文件"
    foot = page.footer.paragraphs[0]
    foot.add_run("— ")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    foot._p.append(number)
    foot.add_run(" —")
    normal = made.styles["Normal"]
    normal.font.size, normal.font.name = Pt(16), "Noto Serif CJK SC"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    begun = False
    for line in lines:
        paragraph = made.add_paragraph(line)
        begun = begun or line.startswith(("一、", "第一章", "（一）", "为"))
        paragraph.paragraph_format.space_after = Pt(0)
        if begun or len(line) > 40:
            paragraph.paragraph_format.first_line_indent = Pt(32)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.save(str(path))


@pytest.mark.real
@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "doc", "rtf", "odt"])
def test_printed_forms(printed: Path, kind: str) -> None:
    made = sorted(printed.glob(f"*.{kind}"))
    assert made
    for path in made:
        assert_same(read_plan(path.with_suffix(".txt")), read_plan(path))
