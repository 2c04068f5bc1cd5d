"""Risky reading in a process of its own, with a limit on time and memory, whose answer is plain JSON."""

from __future__ import annotations

import json
import multiprocessing
import sys
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError

from .limits import CHILD_MEMORY_BYTES, MAX_CHARACTERS, READING_SECONDS, too_large, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

_LONGEST_ANSWER = 12 * MAX_CHARACTERS  # bytes; a character is six in JSON at most, tables repeat some


def read_apart(
    reader: Callable[[bytes, str], Any], content: bytes, name: str, seconds: float = READING_SECONDS
) -> Any:
    """What `reader` makes of the bytes; InputError where it says so, takes too long, too much memory, or dies."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(reader, content, name, there), daemon=True)
    child.start()
    there.close()
    try:
        if not here.poll(seconds):
            raise InputError(
                f"“{name}”读了 {seconds:.0f} 秒还没有读完，请另存为 .docx 后再试。", code="too_large"
            )
        answer = json.loads(here.recv_bytes(_LONGEST_ANSWER))
    except EOFError as error:
        raise unreadable(name) from error
    except OSError as error:
        raise too_large(name) from error
    finally:
        here.close()
        child.kill()
        child.join()
    if "error" in answer:
        raise InputError(answer["error"], code=answer["code"])
    return answer["result"]


def _child(reader: Callable[[bytes, str], Any], content: bytes, name: str, pipe: Connection) -> None:
    """Runs in the child: memory is limited first, then the file is touched."""
    _limit_memory()
    try:
        answer = {"result": reader(content, name)}
    except InputError as error:
        answer = {"error": error.message, "code": error.code}
    except MemoryError:
        answer = {"error": too_large(name).message, "code": "too_large"}
    pipe.send_bytes(json.dumps(answer).encode())
    pipe.close()


def _limit_memory() -> None:
    if sys.platform == "win32":
        return  # the time limit alone holds there
    import resource

    for kind in (resource.RLIMIT_AS, resource.RLIMIT_CORE):
        limit = CHILD_MEMORY_BYTES if kind == resource.RLIMIT_AS else 0
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
