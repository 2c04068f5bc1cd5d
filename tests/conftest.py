"""Fixtures for all tests: the shared reference material, skipped cleanly where it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference folder beside the checkout; the test is skipped where there is none."""
    folder = Path(os.environ.get("GREENPLAN_SHARED", CHECKOUT.parent / "shared"))
    if not (folder / "plans").is_dir():
        pytest.skip("no reference folder beside the checkout")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: object) -> None:
    """A whole application first: a test that prints would else make one without widgets, and there is only one."""
