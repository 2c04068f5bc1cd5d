"""Pages to a printer: the same pages as in the preview, with page ranges, copies and both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.progress import Progress, Work

from .painter import PagePainter, paint_page
from .pdf import page_layout

if TYPE_CHECKING:
    from .page import Pages


def make_printer(pages: Pages, name: str = "") -> QPrinter:
    """A printer set up for these pages, `name` or the system's own; raises InputError where there is none."""
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    if info.isNull() and not name:
        others = QPrinterInfo.availablePrinters()
        info = others[0] if others else info
    if info.isNull():
        if name:
            raise InputError(f"没有找到打印机“{name}”，请检查打印机是否连接并开机，或换一台打印机。")
        raise InputError("本机没有安装打印机，请先在系统设置中添加打印机，或另存为 PDF。")
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    set_up(printer, pages)
    return printer


def set_up(printer: QPrinter, pages: Pages) -> None:
    """Paper, orientation and sides of the pages.

    Sheets are bound at their long edge whichever way the table lies, so they turn over it (clause 8).
    """
    printer.setPageLayout(page_layout(pages.settings))
    printer.setFullPage(True)
    printer.setDocName(pages.title)
    if pages.settings.duplex:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)


def chosen_pages(printer: QPrinter, total: int) -> list[int]:
    """Which pages a print dialog asked for (0-based, in the order of printing); all where it did not say.

    Raises InputError where the range holds no page of the list.
    """
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges()
        if ranges.isEmpty():
            first = printer.fromPage() or 1
            wanted = list(range(first, (printer.toPage() or total) + 1))
        else:
            wanted = [n for n in range(1, total + 1) if ranges.contains(n)]
        chosen = [number - 1 for number in wanted if 1 <= number <= total]
        if not chosen:
            raise InputError(f"所选页码范围内没有页面，本清单共 {total} 页，请重新填写范围。")
    else:
        chosen = list(range(total))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    return chosen


def print_pages(pages: Pages, printer: QPrinter) -> Work[int]:
    """Prints what the print dialog asked for; returns the number of pages sent.

    Closing it takes the job back as far as the system still can. Raises InputError where the printer refuses.
    """
    order = _with_copies(printer, chosen_pages(printer, len(pages)))
    painter = QPainter()
    if not painter.begin(printer):
        raise InputError(f"打印机“{printer.printerName()}”不能打印，请检查是否连接、开机或正在被占用。")
    finished = False
    try:
        page_painter = PagePainter(pages)
        for count, index in enumerate(order):
            if count and not printer.newPage():
                raise InputError(f"打印机“{printer.printerName()}”中断了打印，请检查打印机后重试。")
            paint_page(painter, pages, index, printer.logicalDpiX(), page_painter)
            yield Progress(count + 1, len(order), f"正在打印第 {count + 1} 页，共 {len(order)} 页")
        finished = True
    finally:
        if not finished:
            printer.abort()
        painter.end()
    return len(order)


def _with_copies(printer: QPrinter, chosen: list[int]) -> list[int]:
    """Copies made by us where the printer's system does not make them itself."""
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return chosen * copies
    return [index for index in chosen for _ in range(copies)]
