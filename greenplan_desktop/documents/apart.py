"""Risky documents read in a process of their own, under the limits of time and memory that workbooks have."""

from __future__ import annotations

import logging
from typing import Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.workbooks.process import Died, ReadingProcess, Service, Stumbled
from greenplan_desktop.workbooks.wire import unpacked

from .limits import READING_SECONDS, too_large, unreadable

_log = logging.getLogger(__name__)
PDF = Service("greenplan_desktop.documents.pdf_child", "--read-pdf")


def read_apart(service: Service, content: bytes, name: str, seconds: float = READING_SECONDS) -> Any:
    """What the service makes of the bytes; InputError where it says so, takes too long, too much memory, or dies."""
    process = ReadingProcess(service)
    try:
        answer = unpacked(process.ask(name, content, 0, seconds))
    except Died as death:
        if death.late:
            message = f"“{name}”读了 {seconds:.0f} 秒还没有读完，请另存为 .docx 后再试。"
            raise InputError(message, code="too_large") from death
        raise unreadable(name) from death
    except Stumbled as fault:
        _log.error("reading %r failed:\n%s", name, fault.trace)
        raise unreadable(name) from fault
    finally:
        process.end()
    if answer[0] != "refused":
        return answer[1]
    if answer[-1] == "memory":
        raise too_large(name)
    raise InputError(answer[2], code=answer[1])
