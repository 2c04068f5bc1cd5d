"""A fresh database, empty or with a small plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from greenplan_desktop.jobs import intake
from greenplan_desktop.store.database import Store, open_store
from tests.jobs.plans import small_plan


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "计划.gpdb") as opened:
        yield opened


@pytest.fixture
def planned(store: Store) -> Store:
    intake.import_plan(store, small_plan())
    return store
