"""The loop of a reading process: takes files from its input, answers on its output, forbids itself memory and time."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from typing import TYPE_CHECKING, Any, BinaryIO

from .child_limits import limit_memory, limit_processor, peak_memory, step_back
from .limits import TIRED
from .refusal import CRASHES, Refused
from .wire import PIPE_BYTES, receive_request, send_answer, send_fault, send_trying

if TYPE_CHECKING:
    from collections.abc import Callable

    # Name, content, the first reader to try, whom to tell of the reader about to run -> plain values.
    Answerer = Callable[[str, bytes, int, Callable[[int], None]], tuple[Any, ...]]


def serve(answer: Answerer, seconds: float) -> None:
    """Answer until the input ends, each file within so much processor time.

    What libraries print must not get between the answers. A Refused or a lack of memory is an answer as well:
    ("refused", code, predicate, why).
    """
    requests, answers = _streams()
    step_back()
    limit_memory()
    gc.disable()  # what is read is no garbage: it is collected between files
    gc.freeze()
    while (request := receive_request(requests)) is not None:
        limit_processor(seconds)
        _serve(answer, *request, answers)
        del request
        gc.collect()


def _serve(answer: Answerer, name: str, content: bytes, first: int, answers: BinaryIO) -> None:
    """Answer one request; an error that nobody expected is told, so that it is logged and the next reader tried."""
    try:
        said = _said(answer, name, content, first, answers)
    except Exception:
        send_fault(answers, traceback.format_exc())
    else:
        send_answer(answers, said, last=peak_memory() > TIRED or said[-1] == "memory")


def _said(answer: Answerer, name: str, content: bytes, first: int, answers: BinaryIO) -> tuple[Any, ...]:
    try:
        return answer(name, content, first, lambda place: send_trying(answers, place))
    except Refused as refusal:
        return ("refused", refusal.code, refusal.predicate, "")
    except MemoryError:
        return ("refused", "unreadable", CRASHES, "memory")


def _streams() -> tuple[BinaryIO, BinaryIO]:
    answers = os.dup(1)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    if sys.platform == "win32":
        import msvcrt

        for number in (0, answers):
            msvcrt.setmode(number, os.O_BINARY)
    return os.fdopen(os.dup(0), "rb", PIPE_BYTES), os.fdopen(answers, "wb", PIPE_BYTES)
