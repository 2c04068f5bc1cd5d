"""A fresh database for each test, and a way to see all of its content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from greenplan_desktop.store.database import Store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "计划.gpdb"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as opened:
        yield opened
