"""Which unit, period and plan a workbook is from: the hidden sheet, a 填报单位 cell, a sign-off line, the file name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from greenplan_desktop.model.text import clean

from .periods import names_another, plain
from .words import MEASURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greenplan_desktop.model.period import Period

    from .formsheet import HiddenForm
    from .sheets import ReadBook
    from .units import UnitFinder

Row = tuple[tuple[int, str], ...]  # (column, text) of the non-blank cells of a row


def _spaced(word: str) -> str:
    return r"\s*".join(word)


_STRONG = "|".join(
    _spaced(w) for w in ("填报单位", "报送单位", "上报单位", "填表单位", "填报部门", "报送部门")
)
_WEAK = "|".join(_spaced(w) for w in ("单位名称", "单位"))
_SEAL = r"\(\s*(?:加\s*盖)?\s*(?:单\s*位)?\s*(?:盖\s*章|公\s*章|签\s*章|印\s*章|章)\s*\)"
_PERSON = r"(?!\s*(?:负\s*责|领\s*导|联\s*系|意\s*见|主\s*要))"
_LABELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        3,
        re.compile(
            rf"(?:{_STRONG})(?:\s*名\s*称)?{_PERSON}(?P<mark>(?:\s*{_SEAL})?\s*:?)(?P<rest>.*)$", re.S
        ),
    ),
    (
        2,
        re.compile(
            rf"(?:^|(?<=[\s,;(])){_spaced('责任单位')}(?P<mark>\s*{_SEAL}\s*:?|\s*:)(?P<rest>.*)$", re.S
        ),
    ),
    (
        1,
        re.compile(
            rf"(?:^|(?<=[\s,;]))(?:{_WEAK})(?:(?P<mark>\s*{_SEAL}\s*:?|\s*:)(?P<rest>.*)|(?P<end>\s*))$", re.S
        ),
    ),
)
_CUT = re.compile(
    r"[\s_]*(?:(?:填报|填表|报送|上报|制表)\s*(?:时\s*间|日\s*期|人)|审\s*核|负\s*责\s*人|联\s*系|电\s*话|日\s*期|时\s*间|截\s*[至止]|单\s*位\s*[:(]"
    r"|20\d\d\s*年|年\s*月\s*日|主\s*要\s*领\s*导|分\s*管).*$",
    re.S,
)
_GAP = re.compile(r"\s{2,}|[\t\n]")
_SEALS = re.compile(_SEAL)
_UNIT_LIKE = re.compile(
    r"(?:局|委|委员会|办|办公室|部|中心|公司|集团|镇|乡|街道|街道办事处|院|会|社|行|所|站|处|指挥部|园|厂|大队|支队|分局)$"
)
_NOTE = re.compile(r"^\(?(?:注|备注|说明|填报说明|填表说明|要求)[\d一二三]?[:、.]")
_LONGEST_NAME = 30
_SENTENCE = re.compile(r"[。；;，！]|请|务必|须|应当|填写|报送|如实|按照")
_LONGEST = 200  # characters of a cell in which a label and a name are looked for
_BARE_LABEL = re.compile(rf"^(?:{_STRONG}|{_spaced('责任单位')}|{_WEAK})")


@dataclass(frozen=True, slots=True)
class Named:
    """A unit name that stands in a cell: how telling its label is, the words, and the unit if known."""

    rank: int
    words: str
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose return a file is; `offers` are units the clerk may choose from, `unknown` names to note."""

    unit_id: int | None
    flags: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    offers: tuple[int, ...] = ()


def identify(
    name: str, book: ReadBook, form: HiddenForm | None, form_unit: int | None, finder: UnitFinder
) -> Identity:
    """The unit of a file, by the hidden sheet, else a cell, else the file name; conflicts wait for review."""
    in_cells, unknown = _from_cells(book, finder)
    in_name = list(dict.fromkeys(hit.unit_id for hit in finder.hits(_stem(name))))
    named = [u for u in dict.fromkeys((form_unit, *in_cells, *in_name)) if u is not None]
    if form is not None and form_unit is not None:
        others = [u for u in in_cells if u != form_unit] + ([] if form_unit in in_name else in_name)
        return _decided(form_unit, bool(others), unknown, named)
    if len(in_cells) > 1:
        return _decided(None, True, unknown, named)
    if in_cells:
        return _decided(in_cells[0], bool(in_name) and in_cells[0] not in in_name, unknown, named)
    if in_name:
        return _decided(in_name[0], False, unknown, named)
    return Identity(None, ("unit_unknown",), unknown, _in_titles(book, finder))


def _decided(unit: int | None, conflict: bool, unknown: tuple[str, ...], named: list[int]) -> Identity:
    if conflict:
        return Identity(None, ("unit_conflict",), unknown, tuple(named))
    return Identity(unit, (), unknown, tuple(named))


def _in_titles(book: ReadBook, finder: UnitFinder) -> tuple[int, ...]:
    """Units that a title, a sheet's name or a closing line names: not enough to decide, but offered."""
    texts = [text for sheet in book.sheets for row in (*sheet.above, *sheet.below) for _, text in row]
    texts = [text for text in texts if len(text) <= _LONGEST] + [sheet.name for sheet in book.sheets]
    return tuple(dict.fromkeys(hit.unit_id for text in texts for hit in finder.hits(text)))


def _stem(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).stem


def _from_cells(book: ReadBook, finder: UnitFinder) -> tuple[list[int], tuple[str, ...]]:
    """Units named in cells, one a sheet, and names the register does not know."""
    found: dict[int, None] = {}
    unknown: dict[str, None] = {}
    groups: list[Sequence[Row]] = [(*sheet.above, *sheet.below) for sheet in book.sheets]
    for rows in groups if any(_labelled(rows, finder) for rows in groups) else [book.loose]:
        named = _labelled(rows, finder)
        best = next((n for n in named if n.unit_id is not None), None)
        if best is not None and best.unit_id is not None:
            found[best.unit_id] = None
        elif named:
            unknown[named[0].words] = None
    return list(found), tuple(unknown)


def _labelled(rows: Iterable[Row], finder: UnitFinder) -> list[Named]:
    """Names behind or beside a label, the most telling label first."""
    found = [n for row in rows if not _NOTE.match(plain(row[0][1])) for n in _in_row(row, finder)]
    return sorted(found, key=lambda n: -n.rank)


def _in_row(row: Row, finder: UnitFinder) -> list[Named]:
    found: list[Named] = []
    for place, (_, text) in enumerate(row):
        folded = _fold(text)
        for rank, pattern in _LABELS:
            match = pattern.search(folded)
            if match is None:
                continue
            groups = match.groupdict()
            rest = (groups.get("rest") or "").strip()
            words = _name(rest)
            if words and not groups["mark"] and finder.longest(words, whole=True) is None:
                break  # 填报单位负责人 and the like: the word is no label here
            if not words and place + 1 < len(row):
                words = _beside(row[place + 1][1])
            if finder.exact(rest) is not None:
                words = "".join(rest.split())  # letter-spaced: 区  教  委
            if words and _counts(rank, words, finder):
                found.append(Named(rank, words, finder.longest(words, whole=True)))
            break
    return found


def _fold(text: str) -> str:
    """One width, without what cannot be seen; line breaks and spaces stay, for they may end a name."""
    return unicodedata.normalize("NFKC", clean(text[:_LONGEST]))


def _name(words: str) -> str:
    """The unit's name in what follows a label: up to the next label, a wide gap, without the seal."""
    words = _SEALS.sub(" ", words.strip(" :_\n\t"))
    words = _CUT.sub("", words)
    first = _GAP.split(words.strip(" _\n\t"), maxsplit=1)[0]
    name = first.strip(" _:,;，。")
    while name.count("(") != name.count(")") and name[-1:] in "()":
        name = name[:-1]
    return name.strip(" _:,;，。")


def _beside(text: str) -> str:
    folded = _fold(text)
    if _BARE_LABEL.match(folded) or _CUT.match(folded):
        return ""
    return _name(folded)


def _counts(rank: int, words: str, finder: UnitFinder) -> bool:
    """Whether words behind a label can be a unit: behind a bare 单位 a measure (万元) is none."""
    if MEASURE.match(plain(words)):
        return False
    if finder.longest(words, whole=True) is not None:
        return True
    if len(words) > _LONGEST_NAME or _SENTENCE.search(words):
        return False
    return rank > 1 or bool(_UNIT_LIKE.search(plain(words)))


def period_flags(
    book: ReadBook, form: HiddenForm | None, period: Period, *, own_plan: bool
) -> tuple[str, ...]:
    """`period_mismatch` where the form is of another period, or a title plainly names one; `plan_mismatch`."""
    flags: list[str] = []
    if form is not None:
        if not own_plan:
            flags.append("plan_mismatch")
        if form.period != period.code:
            flags.append("period_mismatch")
        return tuple(flags)
    for sheet in book.sheets:
        if names_another((text for row in sheet.above for _, text in row), period):
            return ("period_mismatch",)
    return ()
