"""Automatic numbers of a .docx as Word shows them: levels, formats, restarts, numbers that come with a style."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from .numerals import numeral

_PLACE = re.compile(r"%([1-9])")
_DASHES = "-–—―─－"


@dataclass(frozen=True, slots=True)
class NumberLevel:
    """One level of a list: what it starts with, how it is written, and after which level it starts again."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""  # paragraph style that stands for this level
    restart: int | None = None  # 0: never; n: after level n (1-based); None: after any higher level
    legal: bool = False  # all places arabic
    tight: bool = False  # nothing between number and text


@dataclass(slots=True)
class NumberList:
    """A list instance (w:num): its definition and what it overrides."""

    definition: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, NumberLevel] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """All of numbering.xml."""

    definitions: dict[str, dict[int, NumberLevel]] = field(default_factory=dict)
    lists: dict[str, NumberList] = field(default_factory=dict)
    style_links: dict[str, str] = field(default_factory=dict)  # definition -> numbering style it borrows
    styles_of: dict[str, str] = field(default_factory=dict)  # numbering style -> definition that is the style

    def definition_of(self, number: str) -> str:
        """The definition a list counts in; a definition may borrow another one's levels through a style."""
        instance = self.lists.get(number)
        if instance is None:
            return ""
        link = self.style_links.get(instance.definition)
        return self.styles_of.get(link, instance.definition) if link else instance.definition

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level of a list that belongs to a paragraph style."""
        levels = self.definitions.get(self.definition_of(number), {})
        return next((index for index, level in levels.items() if style and level.style == style), None)


class Counter:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, number: str, level: int) -> str:
        """The number of the next paragraph of this list and level, with what parts it from the text."""
        definition = self._numbering.definition_of(number)
        levels = self._levels(number, definition)
        if level not in levels:
            return ""
        counts = self._counts.setdefault(definition, {})
        self._restart_below(levels, counts, level)
        counts[level] = self._next(number, level, levels[level].start, counts)
        return _written(levels, counts, level)

    def _levels(self, number: str, definition: str) -> dict[int, NumberLevel]:
        levels = self._numbering.definitions.get(definition, {})
        instance = self._numbering.lists.get(number)
        return {**levels, **instance.levels} if instance and instance.levels else levels

    def _next(self, number: str, level: int, start: int, counts: dict[int, int]) -> int:
        instance = self._numbering.lists[number]
        if (number, level) not in self._begun:
            self._begun.add((number, level))
            if level in instance.starts:
                return instance.starts[level]
        return counts[level] + 1 if level in counts else start

    @staticmethod
    def _restart_below(levels: dict[int, NumberLevel], counts: dict[int, int], level: int) -> None:
        for below in [index for index in counts if index > level]:
            restart = levels[below].restart if below in levels else None
            if restart is None or level < restart:
                del counts[below]


def _written(levels: dict[int, NumberLevel], counts: dict[int, int], level: int) -> str:
    shape = levels[level]
    if shape.format == "bullet":
        return shape.text if shape.text and shape.text.strip(_DASHES) == "" else ""

    def place(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        of = levels.get(index, NumberLevel())
        return numeral(counts.get(index, of.start), "decimal" if shape.legal else of.format)

    return _PLACE.sub(place, shape.text).strip()


def join_number(label: str, text: str) -> str:
    """Number and text; a space between them only where they would run together (`1. 2025年`)."""
    body = text.lstrip()
    if not label or not body:
        return body if not label else ""
    parted = label[-1] in "章节条编" or (label[-1].isascii() and body[0].isascii())
    return f"{label} {body}" if parted else label + body


class NumberingHandler:
    """Reads numbering.xml into a Numbering."""

    def __init__(self) -> None:
        self.numbering = Numbering()
        self._definition = ""
        self._list: NumberList | None = None
        self._level: int | None = None
        self._shape = NumberLevel()
        self._override = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Collect levels under their definition or override."""
        value = attributes.get("w:val", "")
        if tag == "w:abstractNum":
            self._definition = attributes.get("w:abstractNumId", "")
            self.numbering.definitions[self._definition] = {}
        elif tag == "w:num":
            self._list = self.numbering.lists[attributes.get("w:numId", "")] = NumberList()
        elif tag == "w:lvl":
            self._level, self._shape = _integer(attributes.get("w:ilvl"), 0), NumberLevel()
        elif self._level is not None:
            self._shape = _shaped(self._shape, tag, value)
        elif self._list is not None:
            self._in_list(self._list, tag, value, attributes)
        elif tag == "w:numStyleLink":
            self.numbering.style_links[self._definition] = value
        elif tag == "w:styleLink":
            self.numbering.styles_of[value] = self._definition

    def _in_list(self, instance: NumberList, tag: str, value: str, attributes: dict[str, str]) -> None:
        if tag == "w:abstractNumId":
            instance.definition = value
        elif tag == "w:lvlOverride":
            self._override = _integer(attributes.get("w:ilvl"), 0)
        elif tag == "w:startOverride":
            instance.starts[self._override] = _integer(value, 1)

    def end(self, tag: str) -> None:
        """Keep a finished level."""
        if tag == "w:lvl" and self._level is not None:
            place = self._list.levels if self._list else self.numbering.definitions.get(self._definition, {})
            place[self._level] = self._shape
            self._level = None
        elif tag == "w:num":
            self._list = None

    def data(self, text: str) -> None:
        """Numbering holds no text."""


def _shaped(shape: NumberLevel, tag: str, value: str) -> NumberLevel:
    """The level with one more property of its own."""
    if tag == "w:start":
        return replace(shape, start=_integer(value, 1))
    if tag == "w:numFmt":
        return replace(shape, format=value) if value != "custom" else shape
    if tag == "w:lvlText":
        return replace(shape, text=value)
    if tag == "w:pStyle":
        return replace(shape, style=value)
    if tag == "w:lvlRestart":
        return replace(shape, restart=_integer(value, 0))
    if tag == "w:isLgl":
        return replace(shape, legal=value not in ("0", "false", "off"))
    return shape


def _integer(text: str | None, default: int) -> int:
    """An attribute that ought to be a number; absurd ones are taken for the default."""
    try:
        value = int(text or "")
    except ValueError:
        return default
    return value if 0 <= value < 1_000_000 else default
