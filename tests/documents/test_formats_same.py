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
    return [
        text.replace("**", "")
        for line in path.read_text("utf-8").split("\n")
        if (text := line.strip(" \t\r\u3000"))
    ]


def escaped(text: str) -> str:
    return html.escape(text, quote=False)


def assert_same(one: Plan, other: Plan) -> None:
    assert [told(task) for task in other.tasks] == [told(task) for task in one.tasks]
    assert (other.document_number, other.issue_date, other.period) == (
        one.document_number,
        one.issue_date,
        one.period,
    )
    assert compact(other.title) == compact(one.title)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_encodings_docx_and_web_page(path: Path) -> None:
    plan = read_plan(path)
    assert plan.tasks
    text = path.read_text("utf-8")
    assert_same(plan, read_plan_text(text, path.name))
    assert_same(plan, read_loaded(load_content(text.encode("gb18030"), path.name)))
    lines = lines_of(path)
    assert_same(
        plan, read_loaded(load_content(docx("".join(para(escaped(line)) for line in lines)), path.name))
    )
    page = "".join(f"<p>　　{escaped(line)}</p>" for line in lines)
    assert_same(
        plan,
        read_loaded(
            load_content(f"<html><body><div class=article>{page}</div></body></html>".encode(), path.name)
        ),
    )


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
    listed(folder / "list.docx")
    one = [str(folder / "list.docx"), str(folder / f"{PLANS[0].stem}.docx")]
    for kind, files in (("pdf", None), ("html", None), ("doc", one), ("rtf", one), ("odt", one)):
        files = files or [str(path) for path in folder.glob("*.docx")]
        command = [
            SOFFICE,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
        ]
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
    made = [path for path in sorted(printed.glob(f"*.{kind}")) if path.stem != "list"]
    assert made
    for path in made:
        assert_same(read_plan(path.with_suffix(".txt")), read_plan(path))


def listed(path: Path) -> None:
    """A task list over several landscape pages, with cells merged downwards and rows cut by page ends."""
    import docx as python_docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    made = python_docx.Document()
    page = made.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    normal = made.styles["Normal"]
    normal.font.size, normal.font.name = Pt(12), "Noto Serif CJK SC"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    made.add_paragraph("附件1")
    made.add_paragraph("北岭区2024年重点任务清单")
    table = made.add_table(rows=1, cols=6)
    table.style = "Table Grid"
    for cell, name in zip(
        table.rows[0].cells, ("序号", "重点任务", "工作措施", "完成时限", "牵头单位", "配合单位"), strict=True
    ):
        cell.text = name
    chapter = table.add_row()
    chapter.cells[0].merge(chapter.cells[5]).text = "一、夯实产业基础"
    for number in range(1, 7):
        rows = [table.add_row() for _ in range(3)]
        for order, row in enumerate(rows, start=1):
            count = number * 3 + order
            row.cells[
                2
            ].text = f"{order}.建设第{number}园区第{order}标段，新增标准厂房{count}万平方米，引进企业{count + 3}家，完善水电气讯等配套设施。"
            row.cells[3].text = f"2024年{order + 6}月底前"
            row.cells[4].text = "区经济信息委\n区发展改革委"
            row.cells[5].text = "区财政局、区规划自然资源局、区住房城乡建委" if order > 1 else "——"
        rows[0].cells[0].merge(rows[2].cells[0]).text = str(number)
        rows[0].cells[1].merge(rows[2].cells[1]).text = f"推动第{number}类产业园区提质升级"
    made.add_paragraph("备注：本清单自印发之日起施行。")
    made.save(str(path))


@pytest.mark.real
def test_printed_task_lists(printed: Path) -> None:
    plan = read_plan(printed / "list.docx")
    assert [task.code for task in plan.tasks] == [f"{n}.{k}" for n in range(1, 7) for k in (1, 2, 3)]
    for kind in ("pdf", "html", "doc", "rtf", "odt"):
        assert_same(plan, read_plan(printed / f"list.{kind}"))
