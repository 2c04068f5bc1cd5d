"""Printing: ranges, copies and order as a dialog asks, both sides; a printed page equals the exported one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout, QPageRanges
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.progress import finish
from greenplan_desktop.tasklist.fonts import ensure_gui
from greenplan_desktop.tasklist.pages import paginate
from greenplan_desktop.tasklist.painter import render
from greenplan_desktop.tasklist.pdf import write_pdf
from greenplan_desktop.tasklist.printing import (
    chosen_pages,
    make_printer,
    print_pages,
    set_up,
)
from greenplan_desktop.tasklist.settings import Settings

from .measure import page_count, page_texts
from .samples import plain_list


@pytest.fixture
def printer(tmp_path):
    """A printer that prints into a file."""
    ensure_gui()
    found = QPrinter(QPrinter.PrinterMode.HighResolution)
    found.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    found.setOutputFileName(str(tmp_path / "printed.pdf"))
    return found


def test_the_printer_prints_the_pages_of_the_preview(printer, tmp_path):
    content = plain_list(10)
    pages = paginate(content, Settings())
    set_up(printer, pages)
    assert printer.pageLayout().orientation() == QPageLayout.Orientation.Landscape
    assert finish(print_pages(pages, printer)) == len(pages)
    exported = finish(write_pdf(content, Settings(), tmp_path / "exported.pdf"))
    assert page_count(tmp_path / "printed.pdf") == page_count(exported) == len(pages)
    assert same_ink(picture(tmp_path / "printed.pdf", 0), picture(exported, 0)) > 0.995


def test_ranges_and_order(printer):
    pages = paginate(plain_list(20), Settings())
    total = len(pages)
    set_up(printer, pages)
    assert chosen_pages(printer, total) == list(range(total))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2-3,5"))
    assert chosen_pages(printer, total) == [1, 2, 4]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, total) == [4, 2, 1]
    assert finish(print_pages(pages, printer)) == 3
    texts = page_texts(Path(printer.outputFileName()))
    assert len(texts) == 3
    printer.setPageRanges(QPageRanges.fromString("90-99"))
    with pytest.raises(InputError, match=f"共 {total} 页"):
        chosen_pages(printer, total)


def test_both_sides_turn_over_the_long_edge(printer):
    for orientation in ("landscape", "portrait"):
        set_up(printer, paginate(plain_list(2), Settings(orientation=orientation, duplex=True)))
        assert printer.duplex() in (QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexNone)


def test_a_cancelled_print_can_be_left(printer):
    pages = paginate(plain_list(20), Settings())
    set_up(printer, pages)
    work = print_pages(pages, printer)
    next(work)
    work.close()


def test_a_printer_that_is_not_there_is_named():
    pages = paginate(plain_list(2), Settings())
    with pytest.raises(InputError, match="没有找到打印机“没有这台”"):
        make_printer(pages, "没有这台")


def test_without_any_printer_a_sentence_says_so(monkeypatch):
    pages = paginate(plain_list(2), Settings())
    from greenplan_desktop.tasklist import printing

    class Nothing:
        @staticmethod
        def isNull():
            return True

    class Info:
        @staticmethod
        def defaultPrinter():
            return Nothing()

        @staticmethod
        def availablePrinters():
            return []

    monkeypatch.setattr(printing, "QPrinterInfo", Info)
    with pytest.raises(InputError, match="本机没有安装打印机"):
        make_printer(pages)


def test_a_page_as_a_picture():
    pages = paginate(plain_list(3), Settings())
    image = render(pages, 0, 96)
    assert (image.width(), image.height()) == (1123, 794)
    assert image.pixelColor(3, 3).name() == "#ffffff"


# the real queue ---------------------------------------------------------------------------------------


@pytest.fixture
def queue(qtbot):
    """A CUPS-PDF queue; the scheduler is started where it is installed and we may."""
    ensure_gui()
    if shutil.which("lpstat") is None or not Path("/usr/lib/cups/backend/cups-pdf").exists():
        pytest.skip("no CUPS-PDF on this machine")
    scheduler = None
    if not scheduler_runs():
        if shutil.which("cupsd") is None or os.geteuid() != 0:
            pytest.skip("the print scheduler does not run")
        scheduler = subprocess.Popen(["cupsd", "-f"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        qtbot.waitUntil(scheduler_runs, timeout=20000)
        listed = subprocess.run(["lpstat", "-v"], capture_output=True, text=True, check=False).stdout
        names = [line.split()[2].rstrip(":") for line in listed.splitlines() if "cups-pdf:" in line]
        names = [name for name in names if name in QPrinterInfo.availablePrinterNames()]
        if not names:
            pytest.skip("no CUPS-PDF queue")
        yield names[0]
    finally:
        if scheduler is not None:
            scheduler.terminate()
            scheduler.wait(20)


def scheduler_runs():
    """Whether the print scheduler answers."""
    done = subprocess.run(
        ["lpstat", "-r"], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
    )
    return "is running" in done.stdout


@pytest.mark.real
def test_a_page_from_a_queue_equals_the_exported_one(queue, qtbot, tmp_path):
    folder = Path.home() / "PDF"
    before = set(folder.glob("*.pdf")) if folder.is_dir() else set()
    content = plain_list(8, title="greenplan queue test")
    pages = paginate(content, Settings())
    finish(print_pages(pages, make_printer(pages, queue)))

    def printed():
        found = [p for p in (set(folder.glob("*.pdf")) if folder.is_dir() else set()) - before if whole(p)]
        return found[0] if found else None

    qtbot.waitUntil(lambda: printed() is not None, timeout=60000)
    path = printed()
    try:
        exported = finish(write_pdf(content, Settings(), tmp_path / "a.pdf"))
        assert page_count(path) == len(pages)
        for number in range(len(pages)):
            sheet = picture(path, number)
            if sheet.shape[0] > sheet.shape[1]:  # the upright sheet, turned clockwise to read
                import numpy

                sheet = numpy.rot90(sheet, 3)
            assert same_ink(sheet, picture(exported, number)) > 0.98
    finally:
        path.unlink()


def whole(path):
    """Whether a file can be read to its end already."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            return len(pdf.pages) > 0
    except pikepdf.PdfError:
        return False


def picture(path, number):
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return document[number].render(scale=100 / 72, grayscale=True).to_numpy().copy()
    finally:
        document.close()


def same_ink(one, other):
    """Which share of each picture's ink has ink of the other within two dots."""
    import numpy

    height, width = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
    first, second = one[:height, :width] < 140, other[:height, :width] < 140

    def near(ink):
        wide = numpy.zeros_like(ink)
        for down in range(-2, 3):
            for right in range(-2, 3):
                wide |= numpy.roll(numpy.roll(ink, down, 0), right, 1)
        return wide

    shares = [(a & near(b)).sum() / max(1, a.sum()) for a, b in ((first, second), (second, first))]
    return min(shares)
