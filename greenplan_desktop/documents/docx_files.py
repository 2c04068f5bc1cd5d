"""A .docx as a document: numbers that Word makes are written out, tracked changes count as accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from .blocks import Block, Paragraph, assemble
from .docx_body import BodyHandler
from .docx_numbers import NumberingHandler
from .docx_styles import StylesHandler
from .limits import unreadable
from .packed import Package

if TYPE_CHECKING:
    from .source import Document

_DOCUMENT = "officeDocument"
_QUIET_LINKS = ("hyperlink",)


class _Relations:
    """Reads a .rels part: targets inside the package by kind, and whether anything points outside."""

    def __init__(self, folder: str) -> None:
        self.targets: dict[str, str] = {}
        self.outside = False
        self._folder = folder

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Keep the first target of each kind."""
        if tag != "rel:Relationship":
            return
        kind = attributes.get("Type", "").rsplit("/", 1)[-1]
        if attributes.get("TargetMode") == "External":
            self.outside = self.outside or kind not in _QUIET_LINKS
        else:
            self.targets.setdefault(kind, _resolved(self._folder, attributes.get("Target", "")))

    def end(self, tag: str) -> None:
        """Relations do not nest."""

    def data(self, text: str) -> None:
        """Relations hold no text."""


def _resolved(folder: str, target: str) -> str:
    """The part a relation means: relative to its source's folder, or from the root."""
    steps = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in unquote(target).replace("\\", "/").split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _relations(package: Package, part: str) -> _Relations:
    folder, _, file = part.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels".lstrip("/")
    relations = _Relations(folder)
    if package.has(rels):
        package.parse(rels, relations)
    return relations


def read_docx(content: bytes, name: str) -> Document:
    """The document's lines and tables; comments, headers, footers and macros are left out."""
    return read_word_package(Package(content, name))


def read_word_package(package: Package) -> Document:
    """The document in an opened package."""
    main = _relations(package, "").targets.get(_DOCUMENT, "word/document.xml")
    if not package.has(main):
        raise unreadable(package.name)
    relations = _relations(package, main)
    styles, numbering = StylesHandler(), NumberingHandler()
    _parse_related(package, relations, "styles", styles)
    _parse_related(package, relations, "numbering", numbering)
    body = BodyHandler(package.name, styles.styles, numbering.numbering)
    package.parse(main, body)
    blocks = [*body.blocks, *_notes_apart(package, relations, styles)]
    return assemble(package.name, blocks, "docx", _remarks(package, relations, body))


def _parse_related(
    package: Package,
    relations: _Relations,
    kind: str,
    handler: StylesHandler | NumberingHandler | BodyHandler,
) -> bool:
    part = relations.targets.get(kind, "")
    if not package.has(part):
        return False
    package.parse(part, handler)
    return True


def _notes_apart(package: Package, relations: _Relations, styles: StylesHandler) -> list[Block]:
    """Footnotes and endnotes as lines of their own behind the text."""
    blocks: list[Block] = []
    for kind in ("footnotes", "endnotes"):
        handler = BodyHandler(package.name, styles.styles, NumberingHandler().numbering)
        if _parse_related(package, relations, kind, handler):
            texts = [b.text.strip() for b in handler.blocks if isinstance(b, Paragraph)]
            blocks += [Paragraph(text, "footnote") for text in texts if text]
    return blocks


def _remarks(package: Package, relations: _Relations, body: BodyHandler) -> tuple[str, ...]:
    found, notes = body.findings, []
    if found.inserted or found.deleted:
        notes.append(
            f"文件带有修订痕迹（插入 {found.inserted} 处、删除 {found.deleted} 处），已按接受全部修订读取。"
        )
    if "comments" in relations.targets:
        notes.append("文件中的批注没有读入。")
    if "vbaProject" in relations.targets:
        notes.append("文件带有宏，宏没有运行。")
    if relations.outside:
        notes.append("文件引用了外部内容，没有读取外部内容。")
    if found.embedded:
        notes.append(f"文件中嵌入了 {found.embedded} 个其他文件，嵌入的内容没有读入。")
    return tuple(notes)
