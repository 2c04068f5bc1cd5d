"""An official text as .docx bytes: title, headings, paragraphs, charts, tables, the attachment lying."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.progress import Progress
from greenplan_desktop.model.titles import break_title

from . import docx_style as form
from .chart_draw import draw
from .chart_style import on_paper
from .content import Figure, Heading, Text
from .docx_table import printable, table_element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.progress import Work

    from .content import Annex, Block, Document, Table

_INDENT = 2 * form.BODY_PT
_TITLE_ROOM = 19  # characters of 22 pt in 156 mm, one spared for stretched lines
_LYING_ROOM = 27
_MM_PX = 96 / 25.4


def docx_bytes(
    document: Document, fonts: form.OfficeFonts | None = None, lying_footers: Sequence[str] = ()
) -> Work[bytes]:
    """The text as a .docx file in document format; yields after each block.

    `lying_footers` are the attachment's, for odd and even pages, as XML; without them its pages are numbered
    at the foot.
    """
    import docx

    fonts = fonts or form.OfficeFonts()
    out = docx.Document()
    form.set_base(out, fonts)
    form.set_page(out.sections[0])
    form.number_pages(out.sections[0], fonts)
    out.core_properties.title = printable("".join(document.title))
    out.core_properties.author = out.core_properties.comments = ""
    out.core_properties.language = "zh-CN"
    writer = _Writer(out, fonts, lying_footers)
    writer.title(document.title, _TITLE_ROOM)
    total = len(document.blocks) + (document.annex is not None)
    for number, block in enumerate(document.blocks):
        yield Progress(number, total, "正在写出正文")
        writer.block(block)
    if document.annex is not None:
        yield Progress(total - 1, total, "正在写出附件台账")
        writer.annex(document.annex)
    stream = io.BytesIO()
    out.save(stream)
    return stream.getvalue()


class _Writer:
    """Puts blocks into a python-docx document, one after the other."""

    def __init__(self, out: Any, fonts: form.OfficeFonts, lying_footers: Sequence[str]) -> None:
        self.out = out
        self.fonts = fonts
        self.lying_footers = lying_footers

    def paragraph(self, text: str, family: str, size: float = form.BODY_PT, **shape: Any) -> Any:
        """A paragraph of one font."""
        paragraph = self.out.add_paragraph()
        form.shape(paragraph, **shape)
        form.set_run(paragraph.add_run(printable(text)), family, size, self.fonts.latin)
        return paragraph

    def title(self, lines: Sequence[str], room: float) -> None:
        """The title's lines, centred, with an empty line below."""
        for line in lines:
            for part in break_title(printable(line), room):
                self.paragraph(part, self.fonts.title, form.TITLE_PT, align="center", line=36.0, keep=True)
        self.paragraph("", self.fonts.body, align="left")

    def block(self, block: Block) -> None:
        """One block of the text."""
        if isinstance(block, Heading):
            family = self.fonts.black if block.level == 1 else self.fonts.script
            self.paragraph(block.text, family, indent=_INDENT, keep=True)
        elif isinstance(block, Text):
            self._text(block)
        elif isinstance(block, Figure):
            self._figure(block)
        else:
            self._table(block, form.TABLE_PT)
            self.paragraph("", self.fonts.body, align="left")

    def _text(self, block: Text) -> None:
        paragraph = self.out.add_paragraph()
        form.shape(paragraph, indent=_INDENT)
        if block.lead:
            family = self.fonts.script if block.lead_level == 2 else self.fonts.body
            form.set_run(paragraph.add_run(printable(block.lead)), family, form.BODY_PT, self.fonts.latin)
        form.set_run(
            paragraph.add_run(printable(block.text)), self.fonts.body, form.BODY_PT, self.fonts.latin
        )

    def _figure(self, block: Figure) -> None:
        from docx.shared import Mm

        picture = draw(block.chart, on_paper(form.TEXT_WIDTH))
        height = picture.height / _MM_PX
        shrink = min(1.0, (form.TEXT_HEIGHT - 15) / height)
        paragraph = self.out.add_paragraph()
        form.shape(paragraph, align="center", line=None, before=6, after=6)
        inline = paragraph.add_run().add_picture(
            io.BytesIO(picture.content), width=Mm(form.TEXT_WIDTH * shrink)
        )
        inline._inline.docPr.set("descr", block.chart.title)  # noqa: SLF001  python-docx has no other door

    def _table(self, block: Table, size: float) -> None:
        body = self.out.element.body
        body[-1].addprevious(table_element(block, self.fonts, size))  # the last is the section's own element

    def annex(self, annex: Annex) -> None:
        """The attachment on lying pages: label, empty line, title, table."""
        from docx.enum.section import WD_SECTION

        section = self.out.add_section(WD_SECTION.NEW_PAGE)
        form.set_page(section, lying=True)
        if self.lying_footers:
            form.put_footers(section, self.lying_footers)
        else:
            form.number_pages(section, self.fonts)
        self.paragraph(annex.label, self.fonts.black, align="left", keep=True)
        self.paragraph("", self.fonts.body, align="left", keep=True)
        self.title((annex.title,), _LYING_ROOM)
        self._table(annex.table, 10.5)
