"""The reading process: takes files from its input, answers on its output, forbids itself memory and time."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from typing import Any, BinaryIO

from .child_limits import limit_memory, limit_processor, peak_memory
from .contents import read_content
from .limits import TIRED
from .refusal import CRASHES, Refused
from .wire import packed, receive_request, send_answer, send_fault, send_trying

# Heavy or native libraries that openpyxl would import and that no workbook needs.
_UNWANTED = ("numpy", "pandas", "PIL")


def main() -> None:
    """Serve until the input ends. What libraries print must not get between the answers."""
    requests, answers = _streams()
    for name in _UNWANTED:
        sys.modules[name] = None  # type: ignore[assignment]
    limit_memory()
    gc.disable()  # cells are no garbage: it is collected between files
    gc.freeze()
    while (request := receive_request(requests)) is not None:
        limit_processor()
        _serve(*request, answers)
        del request
        gc.collect()


def _serve(name: str, content: bytes, first: int, answers: BinaryIO) -> None:
    """Answer one request; an error that nobody expected is told, so that it is logged and the next reader tried."""
    try:
        answer = _answer(name, content, first, answers)
    except Exception:
        send_fault(answers, traceback.format_exc())
    else:
        send_answer(answers, answer, last=peak_memory() > TIRED or answer[-1] == "memory")


def _streams() -> tuple[BinaryIO, BinaryIO]:
    answers = os.dup(1)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    if sys.platform == "win32":
        import msvcrt

        for number in (0, answers):
            msvcrt.setmode(number, os.O_BINARY)
    return os.fdopen(os.dup(0), "rb"), os.fdopen(answers, "wb")


def _answer(name: str, content: bytes, first: int, answers: BinaryIO) -> tuple[Any, ...]:
    """What became of a file: ("book", …) or ("refused", code, predicate, why)."""
    try:
        return packed(read_content(name, content, first, lambda place: send_trying(answers, place)))
    except Refused as refusal:
        return ("refused", refusal.code, refusal.predicate, "")
    except MemoryError:
        return ("refused", "unreadable", CRASHES, "memory")
