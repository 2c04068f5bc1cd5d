"""The files of an import run: files, folders and .zip archives opened up, each with the path below what was given."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .archive import Archive
from .limits import MAX_CANDIDATES, MAX_NESTING, MAX_UNPACKED
from .refusal import TOO_MANY_PARTS, Damaged, Refused, too_large, unreadable
from .sniff import WORKBOOK_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .zip_parts import Budget

OWNER_FILE = "是 Excel 打开文件时留下的临时文件，请选择填报的表格文件本身"
HIDDEN_FILE = "是隐藏文件，不予导入，请选择填报的表格文件本身"
MISSING = "不存在，请检查路径"
NO_FILE = "是设备或管道，不是文件，请选择填报的表格文件"
LOCKED = "打不开，请检查是否有读取权限或正被别的程序占用"
BROKEN_ARCHIVE = "是已损坏的压缩包，请重新取得或解压后再导入"
TOO_DEEP = "压缩包层数过多，请解压后再导入"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be a return: `name` is its path below what was given; `load` gives its bytes or Refused."""

    name: str
    load: Callable[[], bytes]


def gather(paths: Iterable[Path]) -> list[Candidate]:
    """All files to be read, in the order of the paths given; contents are loaded only when asked for.

    Owner files, hidden files and files of other kinds are left out of folders and archives; named
    themselves, they are candidates that are refused when loaded. What cannot be opened is one such too.
    """
    found: list[Candidate] = []
    for path in paths:
        for candidate in _given(Path(path)):
            if len(found) >= MAX_CANDIDATES:
                found.append(_refused(Path(path).name, too_large(TOO_MANY_PARTS)))
                return found
            found.append(candidate)
    return found


def _given(path: Path) -> Iterator[Candidate]:
    """What a path given by the user leads to."""
    if os.path.isdir(path):  # Path.is_dir raises for a name longer than the system takes
        yield from _folder(path)
    elif not os.path.exists(path):
        yield _refused(path.name or str(path), unreadable(MISSING))
    elif path.suffix.lower() == ".zip":
        yield from _zip_file(path, path.name, "")
    elif (predicate := _unwelcome(path.name)) is not None:
        yield _refused(path.name, unreadable(predicate))
    else:
        yield Candidate(path.name, lambda: _load(path))


def _unwelcome(name: str) -> str | None:
    """Why a file of this name is not taken although it was named, None where its content decides."""
    if name.startswith("~$"):
        return OWNER_FILE
    return HIDDEN_FILE if name.startswith(".") else None


def _folder(folder: Path) -> Iterator[Candidate]:
    """The workbooks and archives below a folder, hidden ones left out, links to folders not followed."""
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() == ".zip":
            yield from _zip_file(path, name, f"{name}/")
        else:
            yield Candidate(name, lambda path=path: _load(path))  # type: ignore[misc]


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _hidden(Path(place, name)))
        for name in sorted(names):
            path = Path(place, name)
            if _wanted(name) and not _hidden(path) and path.is_file():
                yield path


def _wanted(name: str) -> bool:
    """Whether a file found in a folder or archive may be a return."""
    base = name.rsplit("/", 1)[-1]
    return not base.startswith("~$") and os.path.splitext(base)[1].lower() in WORKBOOK_ENDINGS | {".zip"}


def _hidden(path: Path) -> bool:
    if path.name.startswith("."):
        return True
    try:
        attributes = getattr(path.stat(), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 2))


def _load(path: Path) -> bytes:
    """A file's bytes; Refused where it is too large or cannot be read."""
    try:
        kind = path.stat()
        if not stat.S_ISREG(kind.st_mode):
            raise unreadable(NO_FILE)
        if kind.st_size > MAX_UNPACKED:
            raise too_large()
        with path.open("rb") as file:
            return file.read(MAX_UNPACKED + 1)
    except FileNotFoundError:
        raise unreadable(MISSING) from None
    except OSError as error:
        raise unreadable(LOCKED) from error


def _zip_file(path: Path, name: str, prefix: str) -> Sequence[Candidate]:
    """What an archive on the disk holds, or the archive itself as refused."""
    try:
        return _opened(_load(path), name, prefix, None, 1)
    except Refused as refusal:
        return [_refused(name, refusal)]


def _opened(content: bytes, name: str, prefix: str, budget: Budget | None, depth: int) -> list[Candidate]:
    """The workbooks in an archive; one that is itself a workbook under a wrong name is one candidate."""
    try:
        archive = Archive(content, budget)
    except Damaged:
        raise unreadable(BROKEN_ARCHIVE) from None
    if archive.is_workbook:
        return [Candidate(name, lambda: content)]
    if depth > MAX_NESTING:
        raise unreadable(TOO_DEEP)
    found: list[Candidate] = []
    for inner, entry in archive.files():
        if not _wanted(inner) or _hidden_inside(inner):
            continue
        if inner.lower().endswith(".zip"):
            try:
                found += _opened(
                    archive.read(entry), prefix + inner, f"{prefix}{inner}/", archive.budget, depth + 1
                )
            except Refused as refusal:
                found.append(_refused(prefix + inner, refusal))
        else:
            found.append(Candidate(prefix + inner, lambda entry=entry: archive.read(entry)))  # type: ignore[misc]
        if len(found) > MAX_CANDIDATES:
            raise too_large(TOO_MANY_PARTS)
    return found


def _hidden_inside(name: str) -> bool:
    """Whether any part of a path inside an archive is hidden, or is what a Mac adds."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def _refused(name: str, refusal: Refused) -> Candidate:
    def load() -> bytes:
        raise refusal

    return Candidate(name, load)
