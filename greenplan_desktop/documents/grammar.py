"""The grammar of responsibility clauses: text without its outer bracket -> who leads, who is responsible.

    clause  :=  group { separator group }
    group   :=  [ label ":" ] pieces [ verb ]
    pieces  :=  piece { separator piece }         separators are 、 ， ； and 。, and blanks between whole names
    piece   :=  name [ "等" … ] | time | aside    和 及 与 inside a piece: see unitnames

A verb closes its group; a label opens one. The label of a group and its verb decide the role of its names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from .characters import levelled
from .due import is_due_phrase
from .roles import Group, Roles, assign
from .unitnames import ENDS_AS_UNIT, JOINT_GROUP, JOINT_NAMES, SAID_ONCE, looks_like_unit, split_names
from .words import ASIDE, FIRST_LEADS, LABEL, NOTHING, LabelClass, VerbClass, label_class, verb_at_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(
    r"(?P<blank>\s+)|(?P<separator>[、，；。]|and(?=\s))"
    r"|(?P<word>(?:[^\s、，；。（）《]|《[^《》]*》|（[^（）]*(?:（[^（）]*）[^（）]*)*）|[（）《])+)"
)
_WITH = re.compile("(?:牵头|负责)?(?:会同|协同|联合(?!会)|商)")
_ACTS = re.compile("(?:牵头|负责|配合)(?!单位|部门|人)")
_PREFIX = re.compile("(?:由|请|会同|协同|以及|及|并|和|其中|同时)(?=.{2})")
_SAID_BESIDE = re.compile("(?<=.)（[^（）]*）$")  # 设区市政府落实（以下各项均需落实，不再列出）
_LONGEST_REMARK = 120


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause says; `unread` are pieces that are neither names nor times nor known asides."""

    leads: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    open_ended: bool = False
    remarks: tuple[str, ...] = ()
    due: str | None = None
    role_words: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    labelled: bool = False
    verbs: bool = False
    first_leads: bool = False
    both_roles: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All units in order, leads first."""
        return self.leads + self.responsible

    @property
    def bare(self) -> bool:
        """Whether names stand there without a word on their role."""
        return bool(self.names) and not self.labelled and not self.verbs


@dataclass(slots=True)
class _Draft:
    """A clause while it is being read."""

    groups: list[Group] = field(default_factory=list)
    group: Group = field(default_factory=Group)
    remarks: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    due: str | None = None
    first_leads: bool = False
    whole: tuple[str, ...] = ()  # names that are one unit though they read like two

    def close(self) -> None:
        """End the present group; the next one goes on under the same label."""
        if self.group.names:
            self.groups.append(self.group)
        self.group = Group(self.group.label, self.group.label_word)

    def open(self, kind: LabelClass, word: str) -> None:
        """Begin a group under a label."""
        self.close()
        self.group = Group(kind, word)


def read_clause(text: str, joint_names: Sequence[str] = JOINT_NAMES) -> Reading:
    """Read a clause without its outer bracket; names keep the characters of the text."""
    draft = _Draft(whole=tuple(name for name in joint_names if "、" not in name))
    for piece, separator in _pieces(text, joint_names):
        _take(draft, piece)
        if separator == "；" and draft.group.label is LabelClass.LEAD and draft.group.names:
            draft.close()
            draft.group.after_stop = True
        elif separator in ("，", "；", "。"):
            draft.group.commas.append(len(draft.group.names))
    draft.close()
    return _reading(draft, assign(draft.groups))


def _reading(draft: _Draft, roles: Roles) -> Reading:
    return Reading(
        leads=roles.leads,
        responsible=roles.responsible,
        open_ended=any(group.open_ended for group in draft.groups),
        remarks=tuple(draft.remarks),
        due=draft.due,
        role_words=roles.words,
        unread=tuple(draft.unread),
        labelled=any(group.label for group in draft.groups),
        verbs=any(group.verb for group in draft.groups),
        first_leads=draft.first_leads,
        both_roles=roles.both,
    )


def _pieces(text: str, joint_names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pieces between separators, each with the separator behind it."""
    flat = levelled(text)
    for joint in joint_names:
        if joint in text:
            flat = flat.replace(joint, joint.replace("、", "/"))
    if "各" in flat or "关" in flat:
        flat = JOINT_GROUP.sub(lambda match: match[0].replace("、", "/"), flat)
    begin, end, last = 0, 0, ""
    for token in _TOKEN.finditer(flat):
        kind = token.lastgroup
        if kind == "word":
            if last and last != "join" and end > begin:
                yield text[begin:end], last
                begin = token.start()
            elif end <= begin:
                begin = token.start()
            end, last = token.end(), ""
        elif kind == "separator":
            if last != "；":
                last = "、" if token[0] == "and" else token[0]
        elif not last:
            last = " " if _blank_parts(flat, begin, token) else "join"
    if end > begin:
        yield text[begin:end], last if last not in ("join", "") else ""


def _blank_parts(flat: str, begin: int, blank: re.Match[str]) -> bool:
    """A blank parts two pieces when a whole name ends before it and a name or a label begins behind it."""
    before = flat[begin : blank.start()]
    after = re.match(r"[^\s、，；。]+", flat[blank.end() :])
    if not after:
        return False
    if LABEL.match(after[0]):
        return True
    whole = ENDS_AS_UNIT.search(before) is not None and len(before) > 2
    return (whole or verb_at_end(before) is not None) and (
        looks_like_unit(after[0]) or verb_at_end(after[0]) is not None
    )


def _take(draft: _Draft, piece: str) -> None:
    """One piece: its labels open groups, then it is a time, an aside, or names with or without a verb."""
    flat = levelled(piece)
    while "：" in flat and (match := LABEL.search(flat)):
        kind = label_class(match["label"])
        if kind is None:
            break
        before = piece[: match.start()]
        if before.strip():
            _take_words(draft, before)
        draft.open(kind, piece[match.start("label") : match.end("label")])
        piece, flat = piece[match.end() :], flat[match.end() :]
    if piece.strip():
        _take_words(draft, piece)


def _take_words(draft: _Draft, piece: str) -> None:
    """One piece without a label."""
    piece = piece.strip()
    flat = levelled(piece)
    bracket = _SAID_BESIDE.search(flat) if flat.endswith("）") else None
    if (
        bracket
        and ASIDE.search(bracket[0])
        and not SAID_ONCE.search(flat)
        and not FIRST_LEADS.search(bracket[0])
    ):
        draft.remarks.append(piece[bracket.start() + 1 : -1])
        piece, flat = piece[: bracket.start()].rstrip(), flat[: bracket.start()].rstrip()
    label = draft.group.label
    if label in (LabelClass.PERSON, LabelClass.REMARK, LabelClass.CONTENT):
        _add_remark(draft, draft.group.label_word, piece)
        return
    sort = "time" if label is LabelClass.DUE else _sort(flat)
    if sort == "time":
        draft.due = f"{draft.due}，{piece}" if draft.due else piece
    elif sort == "statement":
        _take_statement(draft, piece, flat)
    elif sort == "aside":
        if flat != "下同":
            draft.remarks.append(piece)
    elif sort == "names":
        _take_names(draft, piece, flat)


@lru_cache(maxsize=2048)
def _sort(flat: str) -> str:
    """What a piece is: a time, nothing at all, a statement on the first unit, an aside, or names."""
    if is_due_phrase(flat):
        return "time"
    if NOTHING.match(flat):
        return "nothing"
    if FIRST_LEADS.search(flat):
        return "statement"
    return "aside" if ASIDE.search(SAID_ONCE.sub("", flat)) else "names"


def _add_remark(draft: _Draft, word: str, piece: str) -> None:
    if draft.remarks and draft.remarks[-1].startswith(word + "："):
        draft.remarks[-1] += "、" + piece
    else:
        draft.remarks.append(f"{word}：{piece}")


def _take_statement(draft: _Draft, piece: str, flat: str) -> None:
    """排在第一位的为牵头单位, on its own or in a bracket behind a name."""
    draft.first_leads = True
    bracket = flat.rfind("（")
    if bracket > 0 and FIRST_LEADS.search(flat, bracket):
        _take_names(draft, piece[:bracket], flat[:bracket])


def _take_names(draft: _Draft, piece: str, flat: str) -> None:
    """Names with what follows them: a verb at the end closes the group, 会同 begins one of helpers."""
    prefix = _PREFIX.match(flat)
    if prefix and not (draft.group.names == [] and prefix[0] in ("并", "其中")):
        if prefix[0] in ("会同", "协同") and draft.group.names:
            draft.group.verb = draft.group.verb or VerbClass.LEAD
            draft.close()
        piece, flat = piece[prefix.end() :], flat[prefix.end() :]
    verb = verb_at_end(flat)
    if verb and not _acts_within(flat[: verb[1]]):
        kind, start = verb
        _take_with(draft, piece[:start], flat[:start], kind)
        draft.group.verb = kind
        draft.close()
        return
    _take_with(draft, piece, flat, None)


def _acts_within(flat: str) -> bool:
    """`各区负责属地` of 各区负责属地监管: the last word is what is done, the verb stands before it."""
    match = _ACTS.search(flat, 2)
    return match is not None and looks_like_unit(flat[: match.start()])


def _take_with(draft: _Draft, piece: str, flat: str, verb: VerbClass | None) -> None:
    """`A会同B` and `A牵头制定…` hold a verb in the middle; anything else is names."""
    match = _WITH.search(flat, 2)
    if match and looks_like_unit(flat[: match.start()]) and len(flat) > match.end():
        _add_names(draft, piece[: match.start()])
        draft.group.verb = VerbClass.LEAD
        draft.close()
        draft.group.helping = True
        _add_names(draft, piece[match.end() :])
        return
    match = _ACTS.search(flat, 2)
    if match and verb is None and (not looks_like_unit(flat) or looks_like_unit(flat[: match.start()])):
        kind = verb_at_end(flat[: match.end()])
        _add_names(draft, piece[: kind[1]] if kind else piece)
        draft.remarks.append(piece[match.end() :][:_LONGEST_REMARK])
        if kind:
            draft.group.verb = kind[0]
            draft.close()
        return
    if piece.strip():
        _add_names(draft, piece)


def _add_names(draft: _Draft, piece: str) -> None:
    found = split_names(piece, draft.whole)
    draft.group.open_ended = draft.group.open_ended or found.open_ended
    draft.group.marked.extend(found.marked)
    for name in found.names:
        draft.group.names.append(name)
        if not looks_like_unit(name):
            draft.unread.append(name)
