"""Resources and data are found from a checkout, and from a wheel that carries them inside."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from greenplan_desktop import places
from greenplan_desktop.model.errors import InputError

CHECKOUT = Path(__file__).resolve().parents[1]


def test_a_checkout_uses_the_folders_beside_the_package() -> None:
    assert places.resources() == CHECKOUT / "resources"
    assert places.data() == CHECKOUT / "data"


def test_everything_named_is_there() -> None:
    named = [
        places.icon_file(),
        places.sample_plan_file(),
        places.unit_register(),
        *places.sample_unit_registers(),
    ]
    assert all(path.is_file() for path in named)
    assert places.sample_returns("2023Q2").is_dir()
    assert places.help_pages()


def test_a_package_without_its_folders_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "greenplan_desktop")
    with pytest.raises(InputError, match="程序文件不完整"):
        places.resources()


def test_a_wheel_carries_them_inside(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    installed = tmp_path / "installed"
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(installed)
    program = "from greenplan_desktop import places; print(places.data(), places.icon_file(), places.sample_plan_file())"
    shown = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    inside = installed / "greenplan_desktop"
    assert shown == [
        str(inside / "_data"),
        str(inside / "_resources/icons/greenplan.svg"),
        str(inside / "_data/sample-plan.txt"),
    ]
    assert all(Path(name).exists() for name in shown)
