"""The covering note that goes out with the forms: a short .docx letter with deadline and contact."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import StoredPlan, Unit

_BODY = 16  # 三号
_TITLE = 22  # 二号
_LINE = 28.95  # points: 22 lines on the type area


@dataclass(frozen=True, slots=True)
class Cover:
    """What a covering note says; `deadline` and `date` are days in words (2023年7月5日)."""

    plan: StoredPlan
    period: Period
    units: tuple[Unit, ...]
    deadline: str = ""
    contact: str = ""
    phone: str = ""
    mail: str = ""
    issuer: str = ""
    date: str = ""


def cover_bytes(cover: Cover) -> bytes:
    """The covering note as a .docx file, on A4 with the margins of an official document."""
    from docx import Document

    document = Document()
    _page(document)
    _paragraph(document, f"关于报送{cover.period.label}重点任务进展情况的通知", kind="title")
    _paragraph(document, "")
    _paragraph(document, _addressees(cover.units), kind="flush")
    for text in _body(cover):
        _paragraph(document, text)
    _paragraph(document, "")
    for text in (cover.issuer, cover.date):
        if text:
            _paragraph(document, text, kind="right")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _addressees(units: Sequence[Unit]) -> str:
    names = [unit.short_name or unit.full_name for unit in units]
    return ("、".join(names) if names else "各有关单位") + "："


def _body(cover: Cover) -> list[str]:
    plan = f"《{cover.plan.title}》" if cover.plan.title else "本计划"
    number = f"（{cover.plan.document_number}）" if cover.plan.document_number else ""
    due = f"请于{cover.deadline}前" if cover.deadline else "请按时"
    text = [
        f"为做好{plan}{number}的跟踪调度，现将{cover.period.label}进展情况填报表发给你们，请对照承担的任务逐项填报。",
        "填报时，完成状态从下拉列表中选择，完成比例填写0到100的数字，进展情况写明数量、项目和时间；没有承担的任务不填。",
        f"{due}将填报表（电子版和盖章扫描件）报送我单位。填报表中的序号、任务名称和工作表请勿改动。",
    ]
    reach = "，".join(
        part
        for part in (
            f"联系人：{cover.contact}" if cover.contact else "",
            f"联系电话：{cover.phone}" if cover.phone else "",
            f"电子邮箱：{cover.mail}" if cover.mail else "",
        )
        if part
    )
    if reach:
        text.append(reach + "。")
    text.append("附件：进展情况填报表")
    return text


def _page(document: Any) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _paragraph(document: Any, text: str, kind: str = "body") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = Pt(_LINE)
    size = _TITLE if kind == "title" else _BODY
    if kind == "title":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif kind == "right":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        layout.right_indent = Pt(2 * _BODY)
    elif kind == "body":
        layout.first_line_indent = Pt(2 * _BODY)
    run = paragraph.add_run(clean(text))
    run.font.size = Pt(size)
    _fonts(run, "方正小标宋简体" if kind == "title" else "仿宋_GB2312")


def _fonts(run: Any, name: str) -> None:
    """The font for Chinese, Latin and other characters alike."""
    from docx.oxml.ns import qn

    run.font.name = name
    fonts = run.font.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(qn(key), name)
