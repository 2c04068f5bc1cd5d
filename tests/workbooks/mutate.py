"""Workbooks spoilt in every way by a seeded generator, and what the reader makes of them.

`.venv/bin/python -m tests.workbooks.mutate 2000 [FIRST]` reads so many of them and prints what became of each kind;
it ends with 1 where one was neither read nor refused in a sentence, took too long or let memory grow.
"""

from __future__ import annotations

import io
import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from greenplan_desktop.workbooks.cells import ReadFile
from greenplan_desktop.workbooks.reader import WorkbookReader

from .made import lying, ods, saved, zipped

HEAD = ["序号", "重点任务", "牵头单位", "完成情况", "完成比例", "进展情况", "存在问题", "下一步打算", "备注"]
MOST_GROWTH = 300 * 1024 * 1024
SECONDS = 20.0


def table(chance: random.Random) -> list[list[object]]:
    """A filled form of a few rows."""
    words = "推动加快建设发展绿色产业园区项目企业技术改造平台示范应用体系能力服务管理"
    text = lambda: "".join(chance.choices(words, k=chance.randrange(1, 40)))  # noqa: E731
    rows: list[list[object]] = [HEAD]
    for number in range(1, chance.randrange(3, 40)):
        rows.append(
            [str(number), text(), "区科技局", "正常推进", chance.random(), text(), text(), text(), None]
        )
    return rows


def an_xlsx(chance: random.Random) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in table(chance):
        sheet.append(row)
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 5).number_format = chance.choice(["0%", "General", "yyyy-mm-dd", "0.00"])
    sheet["J2"] = "=SUM(E2:E9)"
    sheet.merge_cells("A3:A4")
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("greenplan").sheet_state = "hidden"
    return saved(book)


def an_xls(chance: random.Random) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row, values in enumerate(table(chance)):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    sheet.write(50, 0, xlwt.Formula("1+1"))
    sheet.write_merge(60, 62, 0, 2, "并")
    return saved(book)


def an_ods(chance: random.Random) -> bytes:
    rows = ""
    for values in table(chance):
        rows += "<table:table-row>"
        for value in values:
            kind = (
                f'office:value-type="float" office:value="{value}"'
                if isinstance(value, float)
                else 'office:value-type="string"'
            )
            rows += f"<table:table-cell {kind}><text:p>{value or ''}</text:p></table:table-cell>"
        rows += "</table:table-row>"
    return ods(f'<table:table table:name="表">{rows}</table:table>')


def a_csv(chance: random.Random) -> bytes:
    text = "\r\n".join(",".join("" if v is None else str(v) for v in row) for row in table(chance))
    return text.encode(chance.choice(["utf-8", "utf-8-sig", "gb18030"]))


SEEDS: dict[str, Callable[[random.Random], bytes]] = {
    "xlsx": an_xlsx,
    "xls": an_xls,
    "ods": an_ods,
    "csv": a_csv,
}


def flip(chance: random.Random, content: bytes) -> bytes:
    """Some bytes changed."""
    out = bytearray(content)
    for _ in range(chance.choice([1, 2, 5, 50, 500])):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def cut(chance: random.Random, content: bytes) -> bytes:
    """The end, the beginning or a piece in the middle missing."""
    a, b = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return chance.choice([content[:a], content[a:], content[:a] + content[b:]])


def stuff(chance: random.Random, content: bytes) -> bytes:
    """Bytes put in between, or a piece doubled."""
    a, b = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    piece = chance.choice(
        [chance.randbytes(chance.randrange(2000)), content[a:b], b"\0" * 5000, b"\xff" * 600]
    )
    return content[:a] + piece + content[a:]


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def without_parts(chance: random.Random, parts: dict[str, bytes]) -> dict[str, bytes]:
    for name in chance.sample(list(parts), chance.randrange(1, 3)):
        del parts[name]
    return parts


def swapped_parts(chance: random.Random, parts: dict[str, bytes]) -> dict[str, bytes]:
    a, b = chance.sample(list(parts), 2)
    parts[a], parts[b] = parts[b], chance.choice([parts[a], b"", chance.randbytes(300)])
    return parts


def broken_part(chance: random.Random, parts: dict[str, bytes]) -> dict[str, bytes]:
    name = chance.choice(list(parts))
    parts[name] = chance.choice([flip, cut, stuff])(chance, parts[name] or b"x")
    return parts


LAUGHS = b'<!DOCTYPE l [<!ENTITY a0 "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
)
OUTSIDE = b'<!DOCTYPE l [<!ENTITY a11 SYSTEM "file:///etc/passwd">'


def entities(chance: random.Random, parts: dict[str, bytes]) -> dict[str, bytes]:
    """A part that declares entities, growing or from outside, and uses them."""
    name = chance.choice([n for n in parts if n.endswith(("xml", "rels"))])
    declared = chance.choice([LAUGHS, OUTSIDE]) + b"]>"
    body = re.sub(rb"^<\?xml[^>]*\?>", b"", parts[name])
    parts[name] = declared + body.replace(b"</", b"&a11;</", chance.choice([1, 20]))
    return parts


CHANGES: tuple[tuple[bytes, bytes], ...] = (
    (rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"'),
    (rb'<dimension ref="[^"]*"', b'<dimension ref="A0:ZZZZ99999999999"'),
    (rb'<c r="A2"', b'<c r="XFD1048576"'),
    (rb'<c r="A2"', b'<c r="ZZZ99999999"'),
    (rb'<row r="3"', b'<row r="99999999999999999999"'),
    (rb'<row r="3"', b'<row r="-1"'),
    (rb"<mergeCell [^>]*>", b'<mergeCell ref="A1:XFD1048576"/>'),
    (rb"<mergeCell [^>]*>", b'<mergeCell ref="B9:A1"/><mergeCell ref="?"/>'),
    (rb"<v>[^<]*</v>", b"<v>1e400</v>"),
    (rb"<v>[^<]*</v>", b"<v>-</v>"),
    (rb"<v>[^<]*</v>", b"<f>SUM(A1:XFD1048576)</f>"),
    (rb"<v>[^<]*</v>", b"<f>" + b"(" * 5000 + b"</f><v/>"),
    (rb's="\d+"', b's="99999999999"'),
    (rb't="(?:s|inlineStr)"', b't="?"'),
    (rb't="inlineStr"', b't="s"'),
    (rb"<t>", b"<t>\x01\x08\x1f&#0;&#xFFFF;"),
    (rb"<t>", b"<t>" + b"x" * 100_000),
    (rb"<sheetData>", b"<sheetData>" + b"<x>" * 3000),
    (rb"<sheetData>", b"<sheetData><!-- <c r='A1'> -->"),
    (rb'formatCode="[^"]*"', b'formatCode="' + b"[h]0#?%E+" * 200 + b'"'),
    (rb"<cols>", b'<cols><col min="1" max="16384" hidden="1"/>'),
    (rb'state="hidden"', b'state="veryHidden" state="x"'),
    (rb'Target="[^"]*"', b'Target="../../../../etc/passwd"'),
    (rb'Target="[^"]*"', b'Target="http://example.com/x.xml" TargetMode="External"'),
    (rb'encoding="[^"]*"', b'encoding="utf-7"'),
    (rb"^", b'<?xml version="1.0" encoding="UTF-16"?>'),
    (rb"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">'),
    (rb"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16384" '),
    (rb"<text:p>", b'<text:p><text:s text:c="999999999"/>'),
    (rb"<table:table ", b'<table:table table:name="x"><table:table '),
)


def changed_text(chance: random.Random, parts: dict[str, bytes]) -> dict[str, bytes]:
    """Something written in the XML that no program should write."""
    for _ in range(20):
        pattern, text = chance.choice(CHANGES)
        name = chance.choice(list(parts))
        found, count = re.subn(
            pattern, text.replace(b"\\", b"\\\\"), parts[name], count=chance.choice([1, 1, 500])
        )
        if count:
            parts[name] = found
            break
    return parts


def bomb(chance: random.Random, parts: dict[str, bytes]) -> dict[str, bytes]:
    """A part that unpacks to very much, in one that is read or beside."""
    name = chance.choice([*parts, "xl/media/image1.png"])
    filler = b" " * chance.choice([20, 60, 220]) * 1024 * 1024
    body = parts.get(name, b"")
    parts[name] = (
        body.replace(b"<sheetData>", b"<sheetData>" + filler) if b"<sheetData>" in body else body + filler
    )
    return parts


def many_rows(chance: random.Random, parts: dict[str, bytes]) -> dict[str, bytes]:
    """A sheet of very many rows, used or blank."""
    row = chance.choice(
        [b'<row r="%d"><c r="A%d"><v>1</v></c></row>', b'<row r="%d"><c r="A%d" s="1"/></row>']
    )
    rows = b"".join(row % (n, n) for n in range(100, 100 + chance.choice([5_000, 150_000, 210_000])))
    for name, body in parts.items():
        if b"</sheetData>" in body:
            parts[name] = body.replace(b"</sheetData>", rows + b"</sheetData>", 1)
            break
    return parts


IN_PARTS: tuple[Callable[[random.Random, dict[str, bytes]], dict[str, bytes]], ...] = (
    *(
        without_parts,
        swapped_parts,
        broken_part,
        broken_part,
        entities,
        changed_text,
        changed_text,
        changed_text,
    ),
    *(bomb, many_rows),
)


def with_lies(chance: random.Random, content: bytes) -> bytes:
    """Sizes in the headers that are not those of the parts."""
    name = chance.choice(list(parts_of(content)))
    return lying(content, name, chance.choice([0, 1, 100, 2**31, 2**32 - 1]))


def renamed(chance: random.Random, kind: str) -> str:
    """Mostly its own ending, sometimes another."""
    return (
        kind if chance.random() < 0.8 else chance.choice(["xlsx", "xls", "ods", "csv", "et", "xlsb", "zip"])
    )


def mutated(seed: int) -> tuple[str, str, bytes]:
    """The kind of change, a file name and the content of mutation number `seed`."""
    chance = random.Random(seed)
    kind = chance.choice(["xlsx", "xlsx", "xlsx", "xls", "ods", "csv"])
    content = SEEDS[kind](chance)
    if kind in ("xlsx", "ods") and chance.random() < 0.75:
        if chance.random() < 0.1:
            return "lies", f"{seed}.{renamed(chance, kind)}", with_lies(chance, content)
        change = chance.choice(IN_PARTS)
        return (
            change.__name__,
            f"{seed}.{renamed(chance, kind)}",
            zipped(dict(change(chance, parts_of(content)))),
        )
    spoil = chance.choice([flip, cut, stuff])
    return spoil.__name__, f"{seed}.{renamed(chance, kind)}", spoil(chance, content)


def made_elsewhere(first: int, count: int) -> Iterator[tuple[str, str, bytes]]:
    """Mutations made by another process, so that the memory seen here is the reader's."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield from pool.map(mutated, range(first, first + count), chunksize=10)


def peak() -> int:
    """The most memory this process ever held, in bytes; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def complaint(file: ReadFile) -> str | None:
    """What is wrong with the way a file was dealt with, None where nothing is."""
    if file.workbook is not None:
        return None if file.rejection is None else "read and refused"
    if file.rejection is None:
        return "neither read nor refused"
    message = file.rejection.message
    one = message.startswith("“") and message.endswith("。") and message.count("。") == 1
    return None if one else f"no sentence: {message}"


def run(first: int, count: int) -> tuple[Counter[tuple[str, str]], list[str], tuple[float, str]]:
    """What became of each kind, complaints, and the longest read with its file."""
    outcomes: Counter[tuple[str, str]] = Counter()
    trouble: list[str] = []
    longest = (0.0, "")
    with WorkbookReader() as reader:
        reader.read("x.csv", b"")
        before = peak()
        for kind, name, content in made_elsewhere(first, count):
            begun = time.monotonic()
            file = reader.read(name, content)
            longest = max(longest, (time.monotonic() - begun, name))
            outcomes[kind, file.rejection.code if file.rejection else "read"] += 1
            if what := complaint(file):
                trouble.append(f"{name}: {what}")
    if (growth := peak() - before) > MOST_GROWTH:
        trouble.append(f"memory grew by {growth / 2**20:.0f} MiB")
    return outcomes, trouble, longest


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    outcomes, trouble, (seconds, slowest) = run(first, count)
    if seconds > SECONDS:
        trouble.append(f"{slowest} took {seconds:.1f} s")
    for (kind, outcome), number in sorted(outcomes.items()):
        print(f"{kind:15} {outcome:12} {number}")
    print(
        f"{count} files, the longest {seconds:.1f} s ({slowest}), at most {peak() / 2**20:.0f} MiB held here"
    )
    print(*trouble, sep="\n")
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main())
