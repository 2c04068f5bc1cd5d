"""What a packed program does first."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import pytest

from greenplan_desktop import packed
from greenplan_desktop.documents.apart import PDF
from greenplan_desktop.workbooks.process import WORKBOOKS

if TYPE_CHECKING:
    from greenplan_desktop.workbooks.process import Service


@pytest.mark.parametrize("service", [WORKBOOKS, PDF])
def test_a_program_started_to_read_serves_that_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, service: Service
) -> None:
    served: list[str] = []
    for one in (WORKBOOKS, PDF):
        child = importlib.import_module(one.module)
        monkeypatch.setattr(child, "main", lambda argument=one.argument: served.append(argument))
    monkeypatch.setattr("sys.argv", ["greenplan", "计划.docx", service.argument])
    assert not packed.serve_if_asked()
    assert served == []
    monkeypatch.setattr("sys.argv", ["greenplan", service.argument])
    assert packed.serve_if_asked()
    assert served == [service.argument]
