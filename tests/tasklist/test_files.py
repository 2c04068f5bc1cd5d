"""Files are whole or not there: closed targets, folders gone, full disks, cancelled work; all units in one go."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.progress import finish
from greenplan_desktop.tasklist.batch import safe_name, write_units_folder
from greenplan_desktop.tasklist.build import build, unit_lists
from greenplan_desktop.tasklist.presets import preset
from greenplan_desktop.tasklist.settings import Settings
from greenplan_desktop.tasklist.writers import ENDINGS, write

from .measure import page_texts
from .samples import plain_list, small_plan, unit


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_gone_folder_and_a_folder_as_target_are_named(tmp_path, ending):
    with pytest.raises(InputError, match=r"文件夹.*不存在"):
        finish(write(plain_list(2), Settings(), tmp_path / "没有" / f"a{ending}"))
    (tmp_path / f"b{ending}").mkdir()
    with pytest.raises(InputError, match="是一个文件夹"):
        finish(write(plain_list(2), Settings(), tmp_path / f"b{ending}"))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(errno.EACCES, "locked"), "正被其他程序打开"),
        (OSError(errno.ENOSPC, "full"), "磁盘空间不足"),
        (OSError(errno.EIO, "bad"), "读写出错"),
    ],
)
def test_a_target_open_elsewhere_keeps_what_was_there(tmp_path, monkeypatch, ending, error, sentence):
    target = tmp_path / f"a{ending}"
    target.write_bytes(b"old")
    replace = Path.replace

    def refuse(self, other):
        if Path(other) == target:
            raise error
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(InputError, match=sentence):
        finish(write(plain_list(2), Settings(), target))
    assert [p.name for p in tmp_path.iterdir()] == [target.name]
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_disk_that_fills_up_leaves_no_half_file(tmp_path, ending):
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))\n"
        "from greenplan_desktop.model.progress import finish\n"
        "from greenplan_desktop.model.errors import InputError\n"
        "from greenplan_desktop.tasklist.writers import write\n"
        "from tests.tasklist.samples import plain_list\n"
        "try: finish(write(plain_list(30), None, Path(sys.argv[1])))\n"
        "except InputError as error: sys.stdout.buffer.write(str(error).encode())\n"
    )
    pytest.importorskip("resource")
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, str(tmp_path / f"a{ending}")], capture_output=True, check=False
    )
    assert "没有写成" in done.stdout.decode(), done.stderr.decode()
    assert not list(tmp_path.iterdir())


def test_a_read_only_folder_is_named(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "read only")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(InputError, match="没有权限"):
        finish(write(plain_list(2), Settings(), tmp_path / "a.pdf"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ENDINGS)
def test_cancelled_at_any_point_nothing_is_left(tmp_path, ending):
    content = plain_list(120)
    steps = sum(1 for _ in write(content, Settings(), tmp_path / f"whole{ending}"))
    (tmp_path / f"whole{ending}").unlink()
    for stop in range(1, steps + 1, max(1, steps // 12)):
        work = write(content, Settings(), tmp_path / f"a{ending}")
        for _ in range(stop):
            progress = next(work)
            assert 0 <= progress.done <= progress.total
            assert progress.message
        work.close()
        assert not list(tmp_path.iterdir())


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"\.pdf、\.docx 或 \.xlsx"):
        finish(write(plain_list(2), Settings(), tmp_path / "a.txt"))


def test_all_units_in_one_file_each_from_a_new_page(tmp_path):
    layout = preset("单位任务清单")
    lists = [content for _, content in unit_lists(small_plan(), layout)]
    path = finish(write(lists, layout.paper, tmp_path / "全部.pdf"))
    texts = page_texts(path)
    assert len(texts) == 4
    for text, name in zip(texts, ("区发展改革委", "区教委", "区经济信息委", "高新区管委会"), strict=True):
        assert f"任务清单（{name}）" in text


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_a_folder_with_a_file_for_every_unit(tmp_path, kind):
    layout = preset("单位任务清单")
    folder = tmp_path / "新文件夹"
    paths = finish(write_units_folder(small_plan(), layout, layout.paper, folder, kind=kind))
    assert sorted(p.name for p in folder.iterdir()) == sorted(p.name for p in paths)
    assert paths[1].name == f"区教委_单位任务清单.{kind}"
    assert len(paths) == 4


def test_a_cancelled_batch_leaves_the_folder_as_it_was(tmp_path):
    layout = preset("单位任务清单")
    (tmp_path / "区教委_单位任务清单.pdf").write_bytes(b"old")
    work = write_units_folder(small_plan(), layout, layout.paper, tmp_path)
    for _ in range(8):
        next(work)
    work.close()
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("区教委_单位任务清单.pdf", b"old")]


def test_names_that_windows_takes():
    assert safe_name('某局:计划/2*?"<>|') == "某局_计划_2______"
    assert safe_name("con") == "_con"
    assert safe_name(" . ") == "_"
    units = (unit(1, "甲/乙"), unit(2, "甲:乙"))
    snapshot = small_plan(units=units)
    from greenplan_desktop.tasklist.batch import file_names

    lists = [(u, build(snapshot, preset("单位任务清单"), unit=u)) for u in units]
    assert file_names(lists, "清单", "pdf") == ["甲_乙_清单.pdf", "甲_乙_清单（2）.pdf"]


def test_a_plan_without_units_has_no_unit_lists(tmp_path):
    layout = preset("单位任务清单")
    with pytest.raises(InputError, match="还没有分派单位"):
        finish(write_units_folder(small_plan(assignments=()), layout, layout.paper, tmp_path))
