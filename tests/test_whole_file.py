"""A file is whole or not there: links kept, devices and folders refused, every refusal one sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from greenplan_desktop import whole_file
from greenplan_desktop.model.errors import InputError


def test_it_takes_its_place_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "甲.bin"
    target.write_bytes(b"old")
    with whole_file.beside(target) as part:
        part.write_bytes(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["甲.bin"]


def test_a_failure_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "甲.bin"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), whole_file.beside(target) as part:
        part.write_bytes(b"new")
        raise ZeroDivisionError
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["甲.bin"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    link, real = tmp_path / "a.pdf", tmp_path / "b.pdf"
    link.symlink_to(real)
    whole_file.write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_who_came_first_stays_but_an_empty_file_gives_way(tmp_path: Path) -> None:
    target = tmp_path / "甲.bin"
    for there, wanted in ((None, b"new"), (b"theirs", b"theirs"), (b"", b"new")):
        with whole_file.beside(target, first=True) as part:
            part.write_bytes(b"new")
            if there is not None:
                target.write_bytes(there)
        assert target.read_bytes() == wanted
        assert [p.name for p in tmp_path.iterdir()] == ["甲.bin"]
        target.unlink()


def test_who_came_first_stays_also_on_a_disk_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "甲.bin"
    for there, wanted in ((None, b"new"), (b"theirs", b"theirs")):
        with whole_file.beside(target, first=True) as part:
            part.write_bytes(b"new")
            if there is not None:
                target.write_bytes(there)
        assert target.read_bytes() == wanted
        target.unlink()


def test_a_device_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(InputError, match="不是普通文件"):
        whole_file.write(pipe, b"new")
    assert pipe.is_fifo()


def test_folders_missing_or_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"文件夹.*不存在"):
        whole_file.write(tmp_path / "无" / "甲.pdf", b"", make_folder=False)
    (tmp_path / "夹").mkdir()
    with pytest.raises(InputError, match="是一个文件夹"):
        whole_file.write(tmp_path / "夹", b"")
    (tmp_path / "甲").write_bytes(b"")
    with pytest.raises(InputError, match="没有写成"):
        whole_file.write(tmp_path / "甲" / "乙.pdf", b"")


def test_names_to_the_systems_limit(tmp_path: Path) -> None:
    whole_file.write(tmp_path / ("长" * 80 + ".pdf"), b"")
    with pytest.raises(InputError, match="文件名太长"):
        whole_file.write(tmp_path / ("长" * 300 + ".pdf"), b"")


def test_a_file_that_is_read_only_is_not_replaced(bound_folder: Path) -> None:
    path = bound_folder / "甲.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(InputError, match="只读"):
        whole_file.write(path, b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "locked"), "正被其他程序打开"),
        (OSError(errno.ENOSPC, "full"), "磁盘空间不足"),
        (OSError(errno.EROFS, "read only"), "只读"),
        (OSError(errno.EIO, "bad"), "读写出错"),
        (OSError(999, "strange"), "系统错误 999"),
    ],
)
def test_a_target_that_cannot_be_replaced_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    target = tmp_path / "甲.xlsx"
    target.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(InputError, match=words) as refused:
        whole_file.write(target, b"new")
    assert "甲.xlsx" in refused.value.message
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["甲.xlsx"]


def test_windows_says_that_a_file_is_open_in_its_own_way() -> None:
    error = PermissionError(errno.EACCES, "sharing violation")
    error.winerror = 32  # type: ignore[attr-defined]
    assert "正被其他程序打开" in whole_file.reason(error)
