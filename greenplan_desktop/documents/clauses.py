"""Where clauses stand: in a bracket at a sentence's end, on lines 牵头单位：…, or run in as 责任单位：… at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .grammar import Reading, read_clause
from .unitnames import JOINT_NAMES, is_group, looks_like_unit
from .words import FIRST_LEADS, LABEL, LabelClass, label_class, label_line, verb_at_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .seams import Passage

_BRACKET = re.compile("[（）]")
_WORDS = re.compile(
    "牵头|负责|责任|配合|单位|部门|参与|主办|协办|落实|职责|会同|实施|推进|承办|指导|时限|领导："
)
_RUN_IN = re.compile(r"(?:(?<=[。；！）])|(?<=\s))\s*(?=[一-鿿（）]{2,10}：)")
_SPEAKS = re.compile("牵头|负责|责任单位|责任部门|配合单位|配合$|主责")
_LONGEST = 700
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in a passage: offsets within it, its text (outer bracket included) and what it says."""

    text: str
    begin: int
    end: int
    reading: Reading
    lines: bool = False  # label lines or labels run in, without a bracket
    start: int = 0  # offset in the plan's text
    joint_names: tuple[str, ...] = JOINT_NAMES  # what it was read with


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a passage: clauses in order, and brackets that look like one but could not be read."""

    clauses: tuple[Clause, ...] = ()
    unreadable: tuple[tuple[int, int], ...] = ()


NOTHING_FOUND = Found()


def find_clauses(passage: Passage, joint_names: Sequence[str] = JOINT_NAMES) -> Found:
    """All clauses of a passage; neighbouring brackets that complete one another are one clause."""
    flat = passage.flat
    label = label_line(flat)
    if label and label[0] is not LabelClass.CONTENT:
        return _label_line(passage, joint_names)
    if not _WORDS.search(flat) and not flat.rstrip("。 ").endswith("）"):
        return NOTHING_FOUND
    clauses, unreadable = _in_brackets(passage, joint_names)
    if not clauses:
        run_in = _run_in(passage, joint_names)
        if run_in:
            return Found((run_in,))
    return (
        Found(tuple(_merged(passage, clauses)), tuple(unreadable)) if clauses or unreadable else NOTHING_FOUND
    )


def _label_line(passage: Passage, joint_names: Sequence[str]) -> Found:
    """A line that begins with a label is a clause as a whole."""
    found = label_line(passage.flat)
    start = found[1] if found else 0
    text = passage.text[start:].rstrip("。；;. ）)")
    if "（" in text or "(" in text:
        text = passage.text[start:].rstrip("。；;. ")
    reading = read_clause(text, joint_names)
    place = passage.start + start
    return Found((Clause(text, start, start + len(text), reading, True, place, tuple(joint_names)),))


def _in_brackets(passage: Passage, joint_names: Sequence[str]) -> tuple[list[Clause], list[tuple[int, int]]]:
    """Clauses in brackets, outermost first; a bracket inside an accepted one is part of a name."""
    clauses: list[Clause] = []
    unreadable: list[tuple[int, int]] = []
    done = 0
    for begin, end in _groups(passage.flat):
        if begin < done:
            continue
        reading = _reading(passage, begin, end, joint_names)
        if reading is None:
            if _looks_like_clause(passage.flat, begin, end):
                unreadable.append((begin, end))
            continue
        text = passage.text[begin:end]
        place = passage.start + begin
        clauses.append(Clause(text, begin, end, reading, False, place, tuple(joint_names)))
        done = end
    return clauses, unreadable


def _groups(flat: str) -> list[tuple[int, int]]:
    """Bracketed stretches by their start, outer before inner; an unclosed last one reaches to the end."""
    stack: list[int] = []
    groups: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(flat):
        if match[0] == "（":
            stack.append(match.start())
        elif stack:
            groups.append((stack.pop(), match.end()))
    if stack and flat.count("。", stack[-1]) <= 1 and LABEL.match(flat, stack[-1] + 1):
        groups.append((stack[-1], len(flat.rstrip("。 "))))
    return sorted((g for g in groups if g[1] - g[0] <= _LONGEST), key=lambda g: (g[0], -g[1]))


def _reading(passage: Passage, begin: int, end: int, joint_names: Sequence[str]) -> Reading | None:
    """What a bracket says, if it is a clause by its words and by where it stands."""
    flat = passage.flat
    closed = flat[end - 1] == "）"
    inner = flat[begin + 1 : end - 1 if closed else end]
    if len(inner) < _SHORTEST:
        return None
    labelled = _begins_with_label(inner)
    spoken = labelled or (_WORDS.search(inner) is not None and _has_verb(inner)) or _says_first_leads(inner)
    if not spoken and not (_at_end(flat, end) and _only_names(inner)):
        return None
    if not labelled and not _ends_sentence(flat, begin, end):
        return None
    reading = read_clause(passage.text[begin + 1 : begin + 1 + len(inner)], joint_names)
    return reading if _is_plausible(reading) else None


def _says_first_leads(inner: str) -> bool:
    return "牵头" in inner and FIRST_LEADS.search(inner) is not None


def _begins_with_label(inner: str) -> bool:
    match = LABEL.match(inner.lstrip())
    kind = label_class(match["label"]) if match else None
    return kind is not None and kind not in (LabelClass.REMARK, LabelClass.CONTENT)


def _has_verb(inner: str) -> bool:
    """Whether a verb of responsibility stands at the end of the text or of one of its parts."""
    return any(verb_at_end(part.strip()) for part in re.split("[，；。、]", inner)) or "会同" in inner


def _only_names(inner: str) -> bool:
    """A list of nothing but unit names, at least one of which surely is a body's."""
    parts = [part for part in re.split(r"[、，；]|\s+", inner) if part]
    names = [part.removesuffix("等") for part in parts]
    if not names or not all(len(name) >= 3 and looks_like_unit(name) for name in names):
        return False
    if _NO_LIST.match(inner):
        return False
    return any(not is_group(name) and _SURELY_A_BODY.search(name) for name in names)


_SURELY_A_BODY = re.compile("(?:(?<!.级)[局委办厅部署]|政府|管委会|公司|街道|镇|支行)(?:（[^（）]*）)?$")
_NO_LIST = re.compile("以下|即|含|包括|如|其中|不含|简称|原|除|见|第|指|共|约|折合|占")


def _at_end(flat: str, end: int) -> bool:
    return not flat[end:].strip("。；; .")


def _ends_sentence(flat: str, begin: int, end: int) -> bool:
    """A clause closes a sentence: the text before it has ended, or ends behind it."""
    after = flat[end:].lstrip()[:1]
    before = flat[:begin].rstrip()[-1:]
    return after in ("", "。", "；", "（") or before in ("。", "；", "！", "）", "”") or not before


def _is_plausible(reading: Reading) -> bool:
    """Names are there, and more of them look like units than do not."""
    if not reading.names:
        return (reading.due is not None or bool(reading.remarks)) and reading.labelled
    unread = len(reading.unread)
    if reading.labelled:
        return all(len(name) <= 60 for name in reading.names)
    return unread * 2 < len(reading.names) + 1 and all(len(name) <= 40 for name in reading.names)


def _looks_like_clause(flat: str, begin: int, end: int) -> bool:
    """A bracket at a sentence's end that speaks of 牵头 or 负责 and yet could not be read."""
    return (
        end - begin > 6
        and _SPEAKS.search(flat[begin:end]) is not None
        and (_at_end(flat, end) or flat[:begin].rstrip()[-1:] in ("。", "；"))
    )


def _run_in(passage: Passage, joint_names: Sequence[str]) -> Clause | None:
    """`…。责任单位：A、B。` without a bracket, at the end of a passage."""
    for match in _RUN_IN.finditer(passage.flat):
        begin = match.end()
        label = label_line(passage.flat[begin:])
        if not label or label[0] is LabelClass.CONTENT or "。" in passage.flat[begin:].rstrip("。 "):
            continue
        text = passage.text[begin:].rstrip("。；;. ")
        reading = read_clause(text, joint_names)
        if reading.names and _is_plausible(reading):
            place = passage.start + begin
            return Clause(text, begin, begin + len(text), reading, True, place, tuple(joint_names))
    return None


def _merged(passage: Passage, clauses: list[Clause]) -> Iterator[Clause]:
    """（牵头单位：A）（责任单位：B） is one clause; so is a clause with its time in a second bracket."""
    held: Clause | None = None
    for clause in clauses:
        if held and not passage.flat[held.end : clause.begin].strip("，。；、 "):
            held = merge(held, clause, passage.text[held.begin : clause.end])
            continue
        if held:
            yield held
        held = clause
    if held:
        yield held


def merge(first: Clause, second: Clause, text: str) -> Clause:
    """Two neighbouring clauses read as one, as if a ； stood between them."""
    reading = read_clause("；".join(_inner(part.text) for part in (first, second)), first.joint_names)
    return replace(first, text=text, end=second.end, reading=reading)


def _inner(text: str) -> str:
    """A clause without its outer bracket and its full stop."""
    text = text.strip("。；; ")
    return text[1:-1] if text[:1] in "（([【〔" and text[-1:] in "）)]】〕" else text
