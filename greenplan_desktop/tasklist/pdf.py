"""Pages to .pdf: real text in reading order, embedded fonts, correct text maps, bookmarks, metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from greenplan_desktop.model.progress import Progress, Work
from greenplan_desktop.whole_file import beside, require_target

from .content import as_lists
from .families import ROLES
from .fonts import FontSet
from .geometry import HEAD_PT, number_text
from .outline import add_outline
from .pages import paginate_work
from .painter import UNITS_PER_INCH, PagePainter
from .settings import Settings
from .textmap import TextMap, mend_fonts

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from .content import ListContent
    from .page import Pages

_CREATOR = "绿色计划任务管理"


def write_pdf(
    content: ListContent | Sequence[ListContent], settings: Settings | None, path: Path
) -> Work[Path]:
    """Lays out and writes one list or several into one .pdf; progress per page; closing it leaves no file.

    Raises InputError with one Chinese sentence: no font, columns that do not fit, target open or unwritable.
    """
    require_target(path)
    settings = settings or Settings()
    contents = as_lists(content, settings)
    pages = yield from paginate_work(contents, settings)
    return (yield from write_pages(pages, contents, path))


def write_pages(pages: Pages, contents: Sequence[ListContent], path: Path) -> Work[Path]:
    """Writes pages laid out before (those of the preview) as .pdf."""
    require_target(path)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    yield from _paint(pages, buffer)
    yield Progress(len(pages), len(pages), "正在校正文字编码")
    numbers = (number_text(page.number) for page in pages.pages)
    text_map = TextMap([*pages.signs, *numbers], _fonts(pages))
    with beside(path) as part:
        part.write_bytes(buffer.data().data())
        buffer.close()
        yield Progress(len(pages), len(pages), "正在写入文件")
        _mend(part, pages, contents[0], text_map)
    return path


def _paint(pages: Pages, buffer: QBuffer) -> Generator[Progress, None, None]:
    """Paints every page; the painter is ended whatever happens, else Qt aborts the program."""
    writer = QPdfWriter(buffer)
    writer.setResolution(UNITS_PER_INCH)
    writer.setTitle(pages.title)
    writer.setCreator(_CREATOR)
    writer.setPageLayout(page_layout(pages.settings))
    painter = QPainter(writer)
    try:
        page_painter = PagePainter(pages)
        for index, page in enumerate(pages.pages):
            if index:
                writer.newPage()
            page_painter.paint(painter, page)
            yield Progress(index + 1, len(pages), f"正在生成第 {index + 1} 页，共 {len(pages)} 页")
    finally:
        painter.end()


def page_layout(settings: Settings) -> QPageLayout:
    """A4 in the chosen orientation, without margins: the pages bring their own."""
    orientation = (
        QPageLayout.Orientation.Landscape
        if settings.orientation == "landscape"
        else QPageLayout.Orientation.Portrait
    )
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _mend(part: Path, pages: Pages, first: ListContent, text_map: TextMap) -> None:
    """Qt's file with its text maps put right, and with outline, title and subject, in its own place."""
    import pikepdf

    mended = part.with_suffix(".mended")
    try:
        with pikepdf.open(part) as pdf:
            mend_fonts(pdf, text_map)
            add_outline(pdf, pages)
            _describe(pdf, first, pages.title)
            pdf.save(mended, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
        mended.replace(part)
    finally:
        mended.unlink(missing_ok=True)


def _describe(pdf: Any, first: ListContent, title: str) -> None:
    """Title, document number and subject, in the information dictionary and in XMP."""
    subject = " ".join(dict.fromkeys(t for t in (first.document_number, first.subject) if t))
    pdf.docinfo["/Title"] = title
    pdf.docinfo["/Creator"] = _CREATOR
    if subject:
        pdf.docinfo["/Subject"] = subject
    if first.document_number:
        pdf.docinfo["/Keywords"] = first.document_number
    for key in ("/Author", "/Trapped"):  # Qt leaves the one empty and the other meaningless
        if key in pdf.docinfo:
            del pdf.docinfo[key]
    with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
        meta.load_from_docinfo(pdf.docinfo)
    pdf.Root["/Lang"] = "zh-CN"
    pdf.Root["/ViewerPreferences"] = {"/DisplayDocTitle": True}


def _fonts(pages: Pages) -> list[Any]:
    """The fonts of all roles: the size does not matter for their signs."""
    fonts = FontSet(pages.choices, pages.notes)
    return [fonts.font(role, HEAD_PT) for role in ROLES]
