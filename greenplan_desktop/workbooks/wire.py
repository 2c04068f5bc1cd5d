"""What passes between the program and its reading process: frames of plain values, built into a Workbook here."""

from __future__ import annotations

import marshal
import struct
from typing import TYPE_CHECKING, Any, BinaryIO

from .cells import Cell, Merge, Sheet, Workbook
from .collector import collector_waits
from .raw import FORMULA, PERCENT, UNCACHED

if TYPE_CHECKING:
    from .cells import CellKind
    from .raw import RawBook

RawCell = tuple[int, int, "CellKind", str, "float | None", int]  # as in raw.py, from the other side
PIPE_BYTES = 1 << 20  # of a pipe and its buffers: a whole form passes at once
_MANY = 20_000
_MARKS = tuple((bool(n & PERCENT), bool(n & FORMULA), bool(n & UNCACHED)) for n in range(8))
# LAST is an answer after which the process is to be replaced, FAULT the trace of an error that nobody expected.
TRYING, ANSWER, LAST, FAULT = b"T", b"A", b"L", b"F"
_REQUEST = struct.Struct("<LQB")  # bytes of the name, bytes of the content, the first reader to try
_FRAME = struct.Struct("<cQ")  # kind, bytes (of an answer) or the reader's place (TRYING)


def send_request(stream: BinaryIO, name: str, content: bytes, first: int) -> None:
    """Ask for a file to be read."""
    encoded = name.encode("utf-8", "surrogatepass")
    stream.write(_REQUEST.pack(len(encoded), len(content), first) + encoded)
    stream.write(content)
    stream.flush()


def receive_request(stream: BinaryIO) -> tuple[str, bytes, int] | None:
    """The next file to read; None when nobody asks any more."""
    header = stream.read(_REQUEST.size)
    if len(header) < _REQUEST.size:
        return None
    name_size, size, first = _REQUEST.unpack(header)
    name = stream.read(name_size).decode("utf-8", "surrogatepass")
    content = stream.read(size)
    return (name, content, first) if len(content) == size else None


def send_trying(stream: BinaryIO, place: int) -> None:
    """Say which reader is about to run, so that it is known if it never comes back."""
    stream.write(_FRAME.pack(TRYING, place))
    stream.flush()


def send_answer(stream: BinaryIO, answer: tuple[Any, ...], last: bool) -> None:
    """Send what became of the file."""
    payload = marshal.dumps(answer)
    stream.write(_FRAME.pack(LAST if last else ANSWER, len(payload)))
    stream.write(payload)
    stream.flush()


def send_fault(stream: BinaryIO, trace: str) -> None:
    """Send the trace of an error that nobody expected."""
    payload = trace.encode("utf-8", "replace")
    stream.write(_FRAME.pack(FAULT, len(payload)) + payload)
    stream.flush()


def receive_frame(stream: BinaryIO) -> tuple[bytes, int, bytes] | None:
    """Kind, number and payload of the next frame; None when the process is gone."""
    header = stream.read(_FRAME.size)
    if len(header) < _FRAME.size:
        return None
    kind, number = _FRAME.unpack(header)
    if kind == TRYING:
        return kind, number, b""
    payload = stream.read(number)
    return (kind, number, payload) if len(payload) == number else None


def packed(book: RawBook) -> tuple[Any, ...]:
    """A workbook as plain values."""
    sheets = [
        (s.name, s.hidden, s.cells, s.merges, sorted(s.hidden_rows), s.hidden_columns) for s in book.sheets
    ]
    return ("book", book.format, book.reader, sheets)


def unpacked(payload: bytes) -> tuple[Any, ...]:
    """An answer as it was sent."""
    answer: tuple[Any, ...] = marshal.loads(payload)
    return answer


def built(answer: tuple[Any, ...]) -> Workbook:
    """The workbook of an answer."""
    _, format_, reader, sheets = answer
    with collector_waits():
        return Workbook(tuple(_sheet(*values) for values in sheets), format_, reader)


def _sheet(
    name: str,
    hidden: bool,
    cells: list[RawCell],
    merges: list[tuple[int, int, int, int]],
    hidden_rows: list[int],
    hidden_columns: list[tuple[int, int]],
) -> Sheet:
    found = _shared_cells(cells) if len(cells) > _MANY else _own_cells(cells)
    columns = frozenset(column for first, last in hidden_columns for column in range(first, last + 1))
    return Sheet(name, found, tuple(Merge(*m) for m in merges), hidden, frozenset(hidden_rows), columns)


def _own_cells(cells: list[RawCell]) -> dict[tuple[int, int], Cell]:
    new = tuple.__new__
    return {
        (row, column): new(Cell, (kind, text, number, *_MARKS[flags]))  # as Cell(…), in half the time
        for row, column, kind, text, number, flags in cells
    }


def _shared_cells(cells: list[RawCell]) -> dict[tuple[int, int], Cell]:
    """Cells that are alike are one object: a small file may repeat one of them a million times."""
    found: dict[tuple[int, int], Cell] = {}
    known: dict[tuple[CellKind, str, float | None, int], Cell] = {}
    for row, column, kind, text, number, flags in cells:
        key = (kind, text, number, flags)
        cell = known.get(key)
        if cell is None:
            if len(known) > _MANY:
                known.clear()
            cell = known[key] = Cell(kind, text, number, *_MARKS[flags])
        found[row, column] = cell
    return found
