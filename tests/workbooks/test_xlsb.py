"""Rules for .xlsb, on workbooks built record by record."""

from __future__ import annotations

import struct

import pytest

from greenplan_desktop.workbooks.cells import Cell, Merge
from greenplan_desktop.workbooks.refusal import Damaged
from greenplan_desktop.workbooks.xlsb_book import read_xlsb
from greenplan_desktop.workbooks.xlsb_records import packed_number, records

from .made import PACKAGE, RELATIONS, first, only, read, zipped

NAME = "甲.xlsb"


def record(number: int, data: bytes = b"") -> bytes:
    head = bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])
    length, out = len(data), b""
    while length >= 0x80:
        out += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + out + bytes([length]) + data


def wide(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<L", len(encoded) // 2) + encoded


def row(number: int, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<LLHBBB", number - 1, 0, 300, 0, 0x10 if hidden else 0, 0))


def cell(number: int, column: int, data: bytes, style: int = 0) -> bytes:
    return record(number, struct.pack("<LL", column - 1, style) + data)


def xlsb(sheet: bytes, *, state: int = 0, epoch_1904: bool = False) -> bytes:
    """An .xlsb of one sheet; style 1 is a percentage, style 2 a date of its own, text 0 is 甲."""
    relation = f'<Relationship Id="%s" Type="{RELATIONS}/%s" Target="%s"/>'
    relations = "".join(
        relation % one
        for one in (
            ("r1", "worksheet", "worksheets/sheet1.bin"),
            ("r2", "styles", "styles.bin"),
            ("r3", "sharedStrings", "sharedStrings.bin"),
        )
    )
    root = relation % ("r1", "officeDocument", "xl/workbook.bin")
    xfs = b"".join(record(47, struct.pack("<HH", 0, n)) for n in (0, 9, 170))
    return zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{root}</Relationships>',
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
            "xl/workbook.bin": record(153, struct.pack("<L", int(epoch_1904)))
            + record(156, struct.pack("<LL", state, 1) + wide("r1") + wide("表")),
            "xl/styles.bin": record(44, struct.pack("<H", 170) + wide('yyyy"年"m"月"d"日"'))
            + record(626)
            + record(47, struct.pack("<HH", 0, 14))
            + record(617)
            + xfs
            + record(618),
            "xl/sharedStrings.bin": record(19, b"\0" + wide("甲")),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (cell(7, 1, struct.pack("<L", 0)), Cell("text", "甲")),
        (cell(6, 1, wide("乙\r\n丙")), Cell("text", "乙\n丙")),
        (cell(62, 1, b"\0" + wide("丁")), Cell("text", "丁")),
        (cell(2, 1, struct.pack("<L", 60 << 2 | 2)), Cell("number", "60", 60.0)),
        (cell(2, 1, struct.pack("<L", 80 << 2 | 3), 1), Cell("number", "80%", 0.8, percent_format=True)),
        (cell(5, 1, struct.pack("<d", 45107), 2), Cell("date", "2023年6月30日")),
        (cell(4, 1, b"\1"), Cell("bool", "TRUE")),
        (cell(3, 1, b"\x17"), Cell("error", "#REF!")),
        (cell(8, 1, wide("已完成") + b"\0\0"), Cell("text", "已完成", formula=True)),
        (cell(9, 1, struct.pack("<d", 0.5) + b"\0\0", 1), Cell("number", "50%", 0.5, True, True)),
        (cell(10, 1, b"\0\0\0"), Cell("bool", "FALSE", formula=True)),
        (cell(11, 1, b"\x2a\0\0"), Cell("error", "#N/A", formula=True)),
    ],
)
def test_values_as_shown(written: bytes, expected: Cell) -> None:
    assert only(xlsb(row(1) + written), NAME) == expected


def test_addresses_hidden_rows_columns_sheets_and_merges() -> None:
    one = cell(7, 3, struct.pack("<L", 0))
    sheet = (
        record(60, struct.pack("<LLLLH", 1, 2, 2000, 0, 1))
        + row(5)
        + one
        + row(7, hidden=True)
        + one
        + record(176, struct.pack("<LLLL", 4, 6, 2, 2))
    )
    workbook = read(xlsb(sheet, state=2), NAME)
    found = workbook.sheets[0]
    assert (workbook.format, found.hidden) == ("xlsb", True)
    assert set(found.cells) == {(5, 3), (7, 3)}
    assert (found.hidden_rows, found.hidden_columns) == ({7}, {2, 3})
    assert found.merges == (Merge(5, 3, 7, 3),)


def test_the_calendar_from_1904() -> None:
    content = xlsb(row(1) + cell(5, 1, struct.pack("<d", 45107 - 1462), 2), epoch_1904=True)
    assert first(content, NAME).cells[1, 1].text == "2023年6月30日"


@pytest.mark.parametrize(
    "sheet",
    [
        row(1) + cell(7, 1, struct.pack("<L", 9)),
        row(1) + cell(6, 1, struct.pack("<L", 500)),
        row(1)[:-3],
        row(1) + cell(5, 1, b"\0"),
        cell(7, 1, struct.pack("<L", 0)),
        row(1) + cell(7, 20_000, struct.pack("<L", 0)),
        b"\xff",
    ],
)
def test_broken_records_are_damage(sheet: bytes) -> None:
    with pytest.raises(Damaged):
        read_xlsb(xlsb(sheet))


def test_squeezed_numbers() -> None:
    assert packed_number(struct.unpack("<L", struct.pack("<l", -5 << 2 | 2))[0]) == -5
    assert packed_number(struct.unpack("<Q", struct.pack("<d", 1.5))[0] >> 32) == 1.5
    assert list(records(record(617, b"x" * 300))) == [(617, b"x" * 300)]
