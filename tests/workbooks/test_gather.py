"""Files, folders and archives: what is found, under which name, and what is left out or refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from greenplan_desktop.workbooks.gather import Candidate, gather
from greenplan_desktop.workbooks.refusal import Refused

from .made import cells, lying, xlsx

WORKBOOK = cells('<c r="A1"><v>1</v></c>')


def packed(files: dict[str, bytes], encoding: str = "") -> bytes:
    """A .zip; with an encoding its names are written in it, without the mark of UTF-8."""
    out = io.BytesIO()
    raw = {name: name.encode(encoding or "utf-8") for name in files}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (name, content) in enumerate(files.items()):
            archive.writestr(f"{place}".rjust(len(raw[name]), "@") if encoding else name, content)
    whole = out.getvalue()
    for place, name in enumerate(files) if encoding else ():
        whole = whole.replace(f"{place}".rjust(len(raw[name]), "@").encode(), raw[name])
    return whole


def names(candidates: list[Candidate]) -> list[str]:
    return [candidate.name for candidate in candidates]


def refusal(candidate: Candidate) -> Refused:
    with pytest.raises(Refused) as refused:
        candidate.load()
    return refused.value


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def test_a_folder_gives_its_workbooks_below_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "乙.xlsx": b"1",
            "甲/丙.XLS": b"2",
            "甲/丁.et": b"3",
            "戊.csv": b"4",
            "说明.docx": b"",
            "数据.json": b"",
            "扫描.pdf": b"",
            "~$乙.xlsx": b"",
            ".隐.xlsx": b"",
            ".git/己.xlsx": b"",
            "压缩.rar": b"",
        },
    )
    found = gather([tmp_path])
    assert sorted(names(found)) == sorted(["乙.xlsx", "甲/丙.XLS", "甲/丁.et", "戊.csv"])
    assert {c.name: c.load() for c in found}["甲/丙.XLS"] == b"2"


def test_files_named_themselves_are_refused_where_they_are_no_workbooks(tmp_path: Path) -> None:
    write(tmp_path, {"~$甲.xlsx": b"x", ".甲.xlsx": WORKBOOK, "甲.xlsx": WORKBOOK})
    owner, hidden, good, missing = gather(
        tmp_path / n for n in ("~$甲.xlsx", ".甲.xlsx", "甲.xlsx", "无.xlsx")
    )
    assert "临时文件" in refusal(owner).predicate
    assert refusal(hidden).code == "unreadable"
    assert good.load() == WORKBOOK
    assert "不存在" in refusal(missing).predicate


def test_a_file_that_may_not_be_read_is_refused(bound_folder: Path) -> None:
    path = bound_folder / "甲.xlsx"
    path.write_bytes(WORKBOOK)
    path.chmod(0)
    assert "打不开" in refusal(gather([path])[0]).predicate


@pytest.mark.parametrize("encoding", ["", "gbk", "gb18030", "utf-8"])
def test_an_archive_gives_paths_below_it_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "二季度.zip"
    files = {"区科技局/进展.xlsx": b"1", "区教委.xls": b"2", "readme.txt": b"", "__MACOSX/._进展.xlsx": b"3"}
    path.write_bytes(packed(files, encoding))
    found = gather([path])
    assert sorted(names(found)) == ["区教委.xls", "区科技局/进展.xlsx"]
    assert {c.name: c.load() for c in found} == {"区教委.xls": b"2", "区科技局/进展.xlsx": b"1"}


def test_steps_up_in_an_archive_lead_nowhere_and_hide_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(
        packed({"../../甲.xlsx": b"1", "./乙/../丙.xlsx": b"2", "/丁//戊.xls": b"3", ".隐/己.xls": b"4"})
    )
    assert sorted(names(gather([path]))) == ["丁/戊.xls", "乙/丙.xlsx", "甲.xlsx"]


def test_the_name_in_the_extra_field_counts(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("_.xlsx")
    unicode_name = "区科技局.xlsx".encode()
    data = struct.pack("<BL", 1, zlib.crc32(b"_.xlsx")) + unicode_name
    info.extra = struct.pack("<HH", 0x7075, len(data)) + data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, b"1")
    path = tmp_path / "a.zip"
    path.write_bytes(out.getvalue())
    assert names(gather([path])) == ["区科技局.xlsx"]


def test_archives_in_folders_and_in_archives_are_opened(tmp_path: Path) -> None:
    inner = packed({"丙.xlsx": b"3"})
    write(tmp_path, {"甲.zip": packed({"乙.xlsx": b"2", "内.zip": inner})})
    assert names(gather([tmp_path])) == ["甲.zip/乙.xlsx", "甲.zip/内.zip/丙.xlsx"]
    assert names(gather([tmp_path / "甲.zip"])) == ["乙.xlsx", "内.zip/丙.xlsx"]


def test_archives_too_deep_are_refused(tmp_path: Path) -> None:
    content = packed({"甲.xlsx": b"1"})
    for depth in range(6):
        content = packed({f"{depth}.zip": content})
    path = tmp_path / "深.zip"
    path.write_bytes(content)
    (found,) = gather([path])
    assert "层数过多" in refusal(found).predicate


def test_a_broken_archive_is_one_refused_file(tmp_path: Path) -> None:
    write(tmp_path, {"坏.zip": packed({"甲.xlsx": b"1" * 500})[:60], "好.xlsx": b"1"})
    found = gather([tmp_path])
    assert names(found) == ["坏.zip", "好.xlsx"]
    assert "压缩包" in refusal(found[0]).predicate


def test_a_workbook_called_zip_is_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "甲.zip"
    path.write_bytes(WORKBOOK)
    (found,) = gather([path])
    assert (found.name, found.load()) == ("甲.zip", WORKBOOK)


def test_locked_and_oversized_entries_do_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("greenplan_desktop.workbooks.zip_parts.Budget.__init__.__defaults__", (100_000,))
    monkeypatch.setattr("greenplan_desktop.workbooks.archive._MOST_WASTED", 200_000)
    content = packed(
        {"丁.xlsx": b"\0" * 5_000_000, "丙.xlsx": b"\0" * 5_000_000, "乙.xlsx": b"2", "甲.xlsx": b"1"}
    )
    content = lying(content, "丙.xlsx", 10)
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    found = {candidate.name: candidate for candidate in gather([path])}
    assert refusal(found["丁.xlsx"]).code == "too_large"
    assert refusal(found["丙.xlsx"]).code in ("too_large", "unreadable")
    assert found["乙.xlsx"].load() == b"2"
    assert found["甲.xlsx"].load() == b"1"


def test_the_limit_on_size_is_for_the_archive_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("greenplan_desktop.workbooks.zip_parts.Budget.__init__.__defaults__", (1000,))
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"1.xlsx": b"1" * 600, "2.xlsx": b"2" * 600, "3.xlsx": b"3" * 300}))
    one, two, three = gather([path])
    assert one.load() == b"1" * 600
    assert refusal(two).code == "too_large"
    assert three.load() == b"3" * 300


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenplan_desktop.workbooks.gather.MAX_CANDIDATES", 5)
    path = tmp_path / "a.zip"
    path.write_bytes(packed({f"{n}.xlsx": b"" for n in range(9)}))
    (found,) = gather([path])
    assert refusal(found).code == "too_large"
    write(tmp_path / "many", {f"{n}.xlsx": b"" for n in range(9)})
    *first, last = gather([tmp_path / "many"])
    assert len(first) == 5
    assert refusal(last).code == "too_large"


def test_a_file_too_large_on_the_disk_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenplan_desktop.workbooks.gather.MAX_UNPACKED", 10)
    path = tmp_path / "甲.xlsx"
    path.write_bytes(xlsx(""))
    assert refusal(gather([path])[0]).code == "too_large"


def test_order_is_that_of_the_paths_and_of_names(tmp_path: Path) -> None:
    write(tmp_path, {"b/2.xlsx": b"", "b/1.xlsx": b"", "a.xlsx": b""})
    assert names(gather([tmp_path / "b", tmp_path / "a.xlsx"])) == ["1.xlsx", "2.xlsx", "a.xlsx"]
