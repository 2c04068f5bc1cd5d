"""Tables drawn as text for tests: rows by line, cells by |, ^ goes on above, < at the left, / breaks a line."""

from __future__ import annotations

from greenplan_desktop.documents.blocks import Grid, Paragraph, assemble
from greenplan_desktop.documents.source import Document


def grid(drawing: str) -> Grid:
    """The drawn table with merged cells filled."""
    raw = [[cell.strip() for cell in line.strip().split("|")] for line in drawing.strip().split("\n")]
    own: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(raw):
        for c, text in enumerate(row):
            own[r, c] = own[r - 1, c] if text == "^" else own[r, c - 1] if text == "<" else (r, c)
    boxes: dict[tuple[int, int], list[int]] = {}
    for (r, c), origin in own.items():
        box = boxes.setdefault(origin, [r, c, r, c])
        box[:] = min(box[0], r), min(box[1], c), max(box[2], r), max(box[3], c)
    rows = tuple(
        tuple(raw[own[r, c][0]][own[r, c][1]].replace("/", "\n") for c in range(len(row)))
        for r, row in enumerate(raw)
    )
    merged = tuple((a, b, c, d) for a, b, c, d in boxes.values() if (a, b) != (c, d))
    return Grid(rows, merged)


def document(*parts: str | Grid, name: str = "清单.docx") -> Document:
    """A document of paragraphs and tables; a text with | in it is a drawn table."""
    blocks = [
        grid(p) if isinstance(p, str) and "|" in p else Paragraph(p) if isinstance(p, str) else p
        for p in parts
    ]
    return assemble(name, blocks, "docx")
