"""Fixtures for all tests: the shared reference material, skipped cleanly where it is absent."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# how long drawing an example takes says nothing on a machine that several runs share
settings.register_profile("shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared machine")

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference folder beside the checkout; the test is skipped where there is none."""
    folder = Path(os.environ.get("GREENPLAN_SHARED", CHECKOUT.parent / "shared"))
    if not (folder / "plans").is_dir():
        pytest.skip("no reference folder beside the checkout")
    return folder


@pytest.fixture
def bound_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in which permissions bind: an administrator becomes nobody while the test runs."""
    if os.name == "nt":
        pytest.skip("permissions are not kept in the file's mode here")
    if os.geteuid() != 0:
        yield tmp_path
        return
    nobody = 65534
    folder = Path(tempfile.mkdtemp(prefix="greenplan-bound-"))
    os.chown(folder, nobody, nobody)
    os.setresuid(nobody, nobody, 0)
    try:
        yield folder
    finally:
        os.setresuid(0, 0, 0)
        shutil.rmtree(folder)


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: object) -> None:
    """A whole application first: a test that prints would else make one without widgets, and there is only one."""
