"""The form of an official document in .docx: paper, fonts, paragraphs, page numbers (GB/T 9704-2012)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE_PT = 28.9  # 22 lines fill the type area's 225 mm
BODY_PT, TITLE_PT, TABLE_PT, FOOT_PT = 16.0, 22.0, 12.0, 14.0
UPRIGHT = (37.0, 26.0, 35.0, 28.0)  # mm: top, right, bottom, left
LYING = (28.0, 37.0, 26.0, 35.0)
TEXT_WIDTH, TEXT_HEIGHT = 156.0, 225.0  # mm, the type area


@dataclass(frozen=True, slots=True)
class OfficeFonts:
    """The names a .docx gives its fonts, by the office's words for them."""

    title: str = "方正小标宋简体"
    black: str = "黑体"
    script: str = "楷体_GB2312"
    body: str = "仿宋_GB2312"
    number: str = "宋体"
    latin: str = "Times New Roman"


def set_run(run: Any, family: str, size: float, latin: str = "Times New Roman") -> None:
    """Font and size of a run, for Chinese and Latin alike; never bold."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run.font.size = Pt(size)
    run.font.name = latin
    fonts = run.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:eastAsia"), family)
    fonts.set(qn("w:cs"), latin)


def set_base(document: Any, fonts: OfficeFonts) -> None:
    """The document's own defaults: body font, language, odd and even footers."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    normal = document.styles["Normal"]
    set_run(normal, fonts.body, BODY_PT, fonts.latin)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().insert_element_before(language, "w:eastAsianLayout", "w:specVanish")
    document.settings.odd_and_even_pages_header_footer = True


def shape(
    paragraph: Any,
    *,
    align: str = "justify",
    indent: float = 0.0,
    line: float | None = LINE_PT,
    before: float = 0.0,
    after: float = 0.0,
    keep: bool = False,
) -> None:
    """Alignment, first-line indent (pt), exact line pitch (pt; None: as high as needed), space, keep with next."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt

    form = paragraph.paragraph_format
    form.alignment = {
        "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }[align]
    form.first_line_indent = Pt(indent)
    form.space_before, form.space_after = Pt(before), Pt(after)
    if line is None:
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    else:
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(line)
    form.keep_with_next = keep
    form.widow_control = False


def set_page(section: Any, *, lying: bool = False) -> None:
    """A4 with the standard's margins; a lying page turns them so that its head is at the binding edge."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    width, height = (297, 210) if lying else (210, 297)
    top, right, bottom, left = LYING if lying else UPRIGHT
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(14 if lying else 24.5)


def number_pages(section: Any, fonts: OfficeFonts) -> None:
    """— 1 — in 4号 宋体: odd pages on the right, even pages on the left, one character in."""
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        for run in list(paragraph.runs):
            run.element.getparent().remove(run.element)
        _page_number(paragraph, align, fonts)


def put_footers(section: Any, footers: Sequence[str]) -> None:
    """Ready footers (XML of one paragraph each) for odd and even pages."""
    from docx.oxml import parse_xml

    for footer, content in zip((section.footer, section.even_page_footer), footers, strict=True):
        footer.is_linked_to_previous = False
        element = footer._element  # noqa: SLF001  python-docx has no other door
        for child in list(element):
            element.remove(child)
        element.append(parse_xml(content))


def _page_number(paragraph: Any, align: str, fonts: OfficeFonts) -> None:
    from docx.shared import Pt

    shape(paragraph, align=align, line=None)
    paragraph.paragraph_format.left_indent = Pt(FOOT_PT if align == "left" else 0)
    paragraph.paragraph_format.right_indent = Pt(FOOT_PT if align == "right" else 0)
    for part in ("— ", "PAGE", " —"):
        run = paragraph.add_run("" if part == "PAGE" else part)
        set_run(run, fonts.number, FOOT_PT, fonts.number)
        if part == "PAGE":
            _field(run, "PAGE")


def _field(run: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "separate", "text", "end"):
        if kind == "":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {code} "
        elif kind == "text":
            element = OxmlElement("w:t")
            element.text = "1"
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run.element.append(element)
