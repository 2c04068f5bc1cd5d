"""The list as .docx: the same columns, texts, margins and order, in styles that a clerk goes on editing.

Word has no top and bottom margins that change sides, so that even landscape pages keep the odd ones'
(2 mm); the page number's frame stands where the standard has it on both.
"""

from __future__ import annotations

from io import BytesIO
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.progress import Progress, Work
from greenplan_desktop.model.titles import break_title
from greenplan_desktop.whole_file import beside, require_target

from . import docx_xml as xml
from .content import ChapterRow, Row, as_lists
from .estimate import line_counts
from .families import LATIN_FONT
from .geometry import (
    CELL_PITCH,
    CELL_SIDE_MM,
    CELL_TOP_MM,
    CHAPTER_PT,
    HEAD_PT,
    LABEL_PT,
    LINE_PITCH_PT,
    NOTE_PT,
    NUMBER_PT,
    PT_PER_MM,
    TITLE_PT,
    sheet,
    title_room,
)
from .settings import Settings
from .widths import column_widths

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence
    from pathlib import Path

    from .content import Column, ListContent
    from .families import Role

# fmt: off
_BEFORE_MIRROR = (  # what the schema puts before mirrorMargins among a document's settings
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
    "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
    "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts",
    "saveSubsetFonts", "saveFormsData",
)
# fmt: on
_STEP = 25  # rows between two reports of progress


def write_docx(
    content: ListContent | Sequence[ListContent],
    settings: Settings | None,
    path: Path,
    families: Mapping[Role, str] | None = None,
) -> Work[Path]:
    """Writes one list or several, each from a new page; `families` are the fonts named in the file.

    Raises InputError with one Chinese sentence: target open or unwritable, columns that do not fit.
    """
    from docx import Document

    require_target(path)
    settings = settings or Settings()
    contents = as_lists(content, settings)
    total = sum(len(c.rows) for c in contents)
    yield Progress(0, total, "正在生成文档")
    if families is None:
        from .fonts import office_names

        families = office_names()
    yield Progress(0, total, "正在生成文档")
    document = Document()
    faces = _faces(families, settings)
    _set_styles(document, faces)
    _set_page(document, settings, faces["number"])
    _describe(document, contents[0])
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    done = 0
    for number, one in enumerate(contents):
        yield from _add_list(body, one, settings, faces, (done, total), new_page=number > 0)
        done += len(one.rows)
    yield Progress(total, total, "正在写入文件")
    with beside(path) as part:
        part.write_bytes(_packed(document))
    return path


def _packed(document: Any) -> bytes:
    """The file's bytes; packed in memory, as a full disk would leave an archive open that nobody closes."""
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def _faces(families: Mapping[Role, str], settings: Settings) -> dict[str, xml.Face]:
    """The paragraph styles, by what is set in them."""
    cell, line = settings.cell_pt, settings.cell_pt * CELL_PITCH
    latin = LATIN_FONT
    chapter_line, head_line, note_line = CHAPTER_PT * CELL_PITCH, HEAD_PT * CELL_PITCH, NOTE_PT * CELL_PITCH
    return {
        "label": xml.Face("TaskLabel", "清单附件", families["label"], LABEL_PT, LINE_PITCH_PT),
        "title": xml.Face("TaskTitle", "清单标题", families["title"], TITLE_PT, LINE_PITCH_PT, "center"),
        "head": xml.Face("TaskHead", "清单表头", families["label"], HEAD_PT, head_line, "center"),
        "chapter": xml.Face(
            "TaskChapter", "清单章节", families["chapter"], CHAPTER_PT, chapter_line, latin=latin
        ),
        "group": xml.Face("TaskGroup", "清单类别", families["chapter"], cell, line, latin=latin),
        "cell": xml.Face("TaskCell", "清单文字", families["cell"], cell, line, latin=latin),
        "note": xml.Face("TaskNote", "清单附注", families["cell"], NOTE_PT, note_line, latin=latin),
        "number": xml.Face("TaskNumber", "清单页码", families["number"], NUMBER_PT, 20),
        "end": xml.Face("TaskEnd", "清单结尾", families["cell"], 1, 1),
    }


# the document's own parts -----------------------------------------------------------------------------


def _set_styles(document: Any, faces: Mapping[str, xml.Face]) -> None:
    """Our paragraph styles; theme fonts dropped everywhere, the body's font as the default."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    styles = document.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        for key in [k for k in fonts.attrib if k.endswith("Theme")]:
            del fonts.attrib[key]
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            font = faces["cell"].font if script == "eastAsia" else LATIN_FONT
            fonts.set(qn(f"w:{script}"), font)
    for language in (*styles.iter(qn("w:lang")), *document.settings.element.iter(qn("w:themeFontLang"))):
        language.set(qn("w:eastAsia"), "zh-CN")  # 避头尾 and substitute fonts go by the language
    for face in faces.values():
        line = round(face.pitch * xml.TWIPS_PER_PT)
        styles.append(
            parse_xml(
                f'<w:style {xml.NAMESPACES} w:type="paragraph" w:customStyle="1" w:styleId="{face.style}">'
                f'<w:name w:val="{face.name}"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>'
                f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
                f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
                f'<w:jc w:val="{face.align}"/></w:pPr>{xml.run_properties(face)}</w:style>'
            )
        )
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):  # the template's second set of styles
            del document.part.rels[key]
    _name_fonts(document, {face.font for face in faces.values()})


def _name_fonts(document: Any, names: set[str]) -> None:
    """The font table gives each font the other name it may be installed under."""
    from lxml import etree

    from .families import OFFICE_NAMES

    for part in document.part.package.iter_parts():
        if str(part.partname) != "/word/fontTable.xml":
            continue
        root = etree.Element(f"{{{xml.W}}}fonts", nsmap={"w": xml.W})
        for name, other in dict(OFFICE_NAMES.values()).items():
            if name in names:
                font = etree.SubElement(root, f"{{{xml.W}}}font", {f"{{{xml.W}}}name": name})
                etree.SubElement(font, f"{{{xml.W}}}altName", {f"{{{xml.W}}}val": other})
                etree.SubElement(font, f"{{{xml.W}}}charset", {f"{{{xml.W}}}val": "86"})
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001


def _set_page(document: Any, settings: Settings, face: xml.Face) -> None:
    """Sheet, margins, page numbers: exact twips; an odd and an even footer with a PAGE field."""
    from docx.enum.section import WD_ORIENT

    paper = sheet(settings.orientation, True)
    section = document.sections[0]
    landscape = settings.orientation == "landscape"
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    short, long = 11906, 16838
    section.page_width = _length(long if landscape else short)
    section.page_height = _length(short if landscape else long)
    section.right_margin, section.bottom_margin = _margin(paper.right), _margin(paper.bottom)
    # What rounding leaves over goes to the other two: the type area is exactly as wide as the table.
    section.left_margin = section.page_width - _margin(paper.area_width) - section.right_margin
    section.top_margin = section.page_height - _margin(paper.area_height) - section.bottom_margin
    section.gutter = _length(0)
    section.header_distance = _margin(15)
    _number_pages(document, section, settings, face)


def _number_pages(document: Any, section: Any, settings: Settings, face: xml.Face) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    start = section._sectPr.makeelement(qn("w:pgNumType"))  # noqa: SLF001
    start.set(qn("w:start"), str(settings.first_page))
    columns = section._sectPr.find(qn("w:cols"))  # noqa: SLF001
    columns.addprevious(start)
    options = document.settings.element
    if settings.duplex and settings.orientation == "portrait":
        _insert_option(options, "mirrorMargins")
    if settings.numbering == "none":
        return
    document.settings.odd_and_even_pages_header_footer = True
    for part, odd in ((section.footer, True), (section.even_page_footer, not settings.duplex)):
        part.is_linked_to_previous = False
        content, distance = xml.footer(settings, odd, face)
        element = part._element  # noqa: SLF001
        for child in list(element):
            element.remove(child)
        element.append(parse_xml(content))
        section.footer_distance = _length(distance)


def _insert_option(options: Any, name: str) -> None:
    """A setting in the place that the schema gives it: after these."""
    from docx.oxml.ns import qn

    earlier = {qn(f"w:{tag}") for tag in _BEFORE_MIRROR}
    place = sum(1 for child in options if child.tag in earlier)
    options.insert(place, options.makeelement(qn(f"w:{name}")))


def _length(twips: int) -> Any:
    from docx.shared import Twips

    return Twips(twips)


def _margin(mm: float) -> Any:
    return _length(xml.twips(mm))


def _describe(document: Any, content: ListContent) -> None:
    core = document.core_properties
    core.title = content.plain_title
    core.subject = " ".join(t for t in (content.document_number, content.subject) if t)
    core.keywords = content.document_number
    core.author = ""
    core.comments = ""
    core.language = "zh-CN"


# the list ---------------------------------------------------------------------------------------------


def _add_list(
    body: Any,
    content: ListContent,
    settings: Settings,
    faces: Mapping[str, xml.Face],
    place: tuple[int, int],
    *,
    new_page: bool,
) -> Generator[Progress, None, None]:
    """Label, title, table and notes before the body's last element, which holds the page's properties."""
    from docx.oxml import parse_xml

    done, total = place
    last = body[-1]
    for text in _opening(content, settings, faces, new_page):
        last.addprevious(parse_xml(text))
    columns = content.paper_columns
    widths_mm = column_widths(content, settings)
    widths = _twip_widths(widths_mm, xml.twips(sheet(settings.orientation, True).area_width))
    element = parse_xml(xml.table(widths, xml.twips(CELL_SIDE_MM), xml.twips(CELL_TOP_MM)))
    last.addprevious(element)
    head = [xml.cell(c.heading, faces["head"], w) for c, w in zip(columns, widths, strict=True)]
    element.append(parse_xml(xml.row(head, head=True)))
    tall = _lines_of_a_page(settings)
    room = tall - _lines_above(content, settings)  # what the first page holds of the first row
    group = ""
    for count, line in enumerate(content.rows):
        if count % _STEP == 0:
            yield Progress(done + count, total, "正在生成文档")
        if isinstance(line, ChapterRow):
            element.append(parse_xml(_chapter(content, line, faces, widths, opens=line.group != group)))
            group = line.group
            continue
        whole = max(line_counts(line.cells, widths_mm[-len(line.cells) :], settings.cell_pt)) < room
        room = tall
        element.append(parse_xml(_row(content, line, faces, widths, opens=line.group != group, whole=whole)))
        group = line.group
    notes = [xml.paragraph(note, faces["note"], before=0 if n else 6) for n, note in enumerate(content.notes)]
    for text in notes or [xml.paragraph("", faces["end"])]:
        last.addprevious(parse_xml(text))


def _lines_of_a_page(settings: Settings) -> float:
    """How many lines of a cell a page holds, the head left out."""
    return sheet(settings.orientation, True).area_height * PT_PER_MM / (settings.cell_pt * CELL_PITCH) - 4


def _lines_above(content: ListContent, settings: Settings) -> float:
    """How many lines of a cell label, title and the headings of the first row take: a row taller than what they
    leave is cut there, as on paper, where the page would hold nothing else.
    """
    lines = (
        len(break_title(content.title, title_room(settings.orientation))) + (2 if content.label else 0) + 0.5
    )
    chapters = sum(1 for _ in takewhile(lambda row: isinstance(row, ChapterRow), content.rows))
    return lines * LINE_PITCH_PT / (settings.cell_pt * CELL_PITCH) + 1.5 * chapters


def _opening(
    content: ListContent, settings: Settings, faces: Mapping[str, xml.Face], new_page: bool
) -> list[str]:
    """Label, an empty line, the title's lines."""
    lines = "\n".join(break_title(content.title, title_room(settings.orientation)))
    texts: list[str] = []
    if content.label:
        texts.append(xml.paragraph(content.label, faces["label"], new_page=new_page))
        texts.append(xml.paragraph("", faces["label"]))
    if lines:
        first = new_page and not texts
        texts.append(xml.paragraph(lines, faces["title"], new_page=first, after=LINE_PITCH_PT / 2))
    return texts or [xml.paragraph("", faces["end"], new_page=new_page)]


def _chapter(
    content: ListContent,
    line: ChapterRow,
    faces: Mapping[str, xml.Face],
    widths: Sequence[int],
    *,
    opens: bool,
) -> str:
    """A heading across all columns (or all beside the merged one), on the page of the row below it."""
    cells = []
    if content.group and line.group:
        cells = [_merged(line.group, content.group, faces, widths[0], opens=opens)]
        widths = widths[1:]
    span = f'<w:gridSpan w:val="{len(widths)}"/>'
    return xml.row([*cells, xml.cell(line.title, faces["chapter"], sum(widths), span, keep=True)])


def _merged(text: str, column: Column, faces: Mapping[str, xml.Face], width: int, *, opens: bool) -> str:
    """A cell of the merged first column: its text where it opens, nothing where it goes on."""
    how = '<w:vMerge w:val="restart"/>' if opens else "<w:vMerge/>"
    return xml.cell(text if opens else "", faces["group"], width, how, align=column.align)


def _row(
    content: ListContent,
    line: Row,
    faces: Mapping[str, xml.Face],
    widths: Sequence[int],
    *,
    opens: bool,
    whole: bool,
) -> str:
    cells: list[str] = []
    own = list(zip(content.columns, line.cells, widths[len(widths) - len(line.cells) :], strict=True))
    if content.group:
        cells.append(_merged(line.group, content.group, faces, widths[0], opens=opens))
    cells += [xml.cell(text, faces["cell"], width, align=column.align) for column, text, width in own]
    return xml.row(cells, whole=whole)


def _twip_widths(widths_mm: Sequence[float], total: int) -> list[int]:
    """Widths in twips that fill the type area exactly."""
    found = [xml.twips(width) for width in widths_mm]
    found[found.index(max(found))] += total - sum(found)
    return found
