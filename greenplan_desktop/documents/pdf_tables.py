"""Ruled tables of a PDF page: ruled lines make a lattice, walls that are missing join its cells."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from .blocks import Grid
from .pdf_lines import printed_lines
from .pdf_paragraphs import joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .pdf_lines import PrintedLine
    from .pdf_pages import Glyph, Page, Rule

_NEAR = 3.0  # pt: lines and ends closer than this meet
_MOST_LINES = 400  # rows or columns of a lattice


@dataclass(slots=True)
class Lattice:
    """A ruled region: the places of its upright and level lines, and the lines themselves."""

    xs: list[float]
    ys: list[float]
    rules: list[Rule]

    def holds(self, glyph: Glyph) -> bool:
        """Whether a character stands inside."""
        middle = glyph.base - glyph.size * 0.3
        return (
            self.xs[0] <= (glyph.left + glyph.right) / 2 <= self.xs[-1]
            and self.ys[0] <= middle <= self.ys[-1]
        )


def lattices(page: Page) -> list[Lattice]:
    """The ruled tables and boxes of a page, from top to bottom; a frame around the whole page is none."""
    found = [lattice for group in _connected(page.rules) if (lattice := _lattice(group))]
    found = [one for one in found if not _frames_page(one, page)]
    return sorted(found, key=lambda one: (one.ys[0], one.xs[0]))


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that touch one another, group by group; swept from the top so that distant ones are not compared."""
    ordered = sorted(rules, key=lambda rule: rule.y0)
    parents = list(range(len(ordered)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    active: list[int] = []
    for index, rule in enumerate(ordered):
        active = [other for other in active if ordered[other].y1 >= rule.y0 - _NEAR]
        for other in active:
            if ordered[other].x0 <= rule.x1 + _NEAR and rule.x0 <= ordered[other].x1 + _NEAR:
                parents[root(other)] = root(index)
        active.append(index)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(ordered):
        groups.setdefault(root(index), []).append(rule)
    return list(groups.values())


def _lattice(rules: list[Rule]) -> Lattice | None:
    level, upright = [r for r in rules if not r.upright], [r for r in rules if r.upright]
    if len(level) < 2 or not upright:
        return None
    # Offices leave the outer sides open: the ends of the level lines are sides too, and the other way round.
    xs = _places([r.x0 for r in upright] + [min(r.x0 for r in level), max(r.x1 for r in level)])
    ys = _places([r.y0 for r in level] + [min(r.y0 for r in upright), max(r.y1 for r in upright)])
    if len(xs) < 2 or len(ys) < 2 or len(xs) > _MOST_LINES or len(ys) > _MOST_LINES:
        return None
    return Lattice(xs, ys, rules)


def _places(values: Iterable[float]) -> list[float]:
    """Distinct places, nearby ones taken for one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _frames_page(lattice: Lattice, page: Page) -> bool:
    wide = lattice.xs[-1] - lattice.xs[0] > 0.8 * page.width
    high = lattice.ys[-1] - lattice.ys[0] > 0.8 * page.height
    return wide and high and (len(lattice.xs) - 1) * (len(lattice.ys) - 1) == 1


def grid_of(lattice: Lattice, glyphs: list[Glyph], page: int) -> Grid:
    """The table: cells without a wall between them are one, their text is given to each place."""
    cells = _cells(lattice)
    by_cell: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        down = _place(lattice.ys, glyph.base - glyph.size * 0.3)
        across = _place(lattice.xs, (glyph.left + glyph.right) / 2)
        by_cell.setdefault(cells[down][across][:2], []).append(glyph)
    lines = {key: printed_lines(inside, page) for key, inside in by_cell.items()}
    padding = _padding(lattice, lines)
    texts: list[list[str]] = []
    merged: set[tuple[int, int, int, int]] = set()
    for row in cells:
        texts.append([])
        for top, left, bottom, right in row:
            room = lattice.xs[right + 1] - lattice.xs[left] - 2 * padding
            texts[-1].append(_cell_text(lines.get((top, left), []), room))
            if (top, left) != (bottom, right):
                merged.add((top, left, bottom, right))
    return Grid(tuple(tuple(row) for row in texts), tuple(sorted(merged)), page)


def _place(places: list[float], value: float) -> int:
    """The interval a value falls into."""
    index = sum(1 for place in places[1:-1] if place <= value)
    return min(index, len(places) - 2)


def _cells(lattice: Lattice) -> list[list[tuple[int, int, int, int]]]:
    """For each place of the lattice the cell it belongs to, as top, left, bottom, right."""
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    walls, floors = _walls(lattice)
    cells: list[list[tuple[int, int, int, int] | None]] = [[None] * columns for _ in range(rows)]
    for top in range(rows):
        for left in range(columns):
            if cells[top][left] is not None:
                continue
            right = left
            while right + 1 < columns and (top, right) not in walls and cells[top][right + 1] is None:
                right += 1
            bottom = top
            while bottom + 1 < rows and all((bottom, c) not in floors for c in range(left, right + 1)):
                bottom += 1
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    cells[row][column] = (top, left, bottom, right)
    return [[cell for cell in row if cell is not None] for row in cells]


def _walls(lattice: Lattice) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Where a wall stands right of a place, and where a floor lies below it."""
    walls: set[tuple[int, int]] = set()
    floors: set[tuple[int, int]] = set()
    middles_y = [(a + b) / 2 for a, b in zip(lattice.ys, lattice.ys[1:], strict=False)]
    middles_x = [(a + b) / 2 for a, b in zip(lattice.xs, lattice.xs[1:], strict=False)]
    for rule in lattice.rules:
        if rule.upright:
            column = _at(lattice.xs, rule.x0) - 1
            walls |= {
                (row, column) for row, y in enumerate(middles_y) if rule.y0 - _NEAR <= y <= rule.y1 + _NEAR
            }
        else:
            row = _at(lattice.ys, rule.y0) - 1
            floors |= {(row, c) for c, x in enumerate(middles_x) if rule.x0 - _NEAR <= x <= rule.x1 + _NEAR}
    return walls, floors


def _at(places: list[float], value: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - value))


def _padding(lattice: Lattice, lines: dict[tuple[int, int], list[PrintedLine]]) -> float:
    """The usual distance of a full line from its cell's left side, at most a character."""
    gaps = [line.left - lattice.xs[left] for (_, left), inside in lines.items() for line in inside]
    ems = [line.em for inside in lines.values() for line in inside]
    return max(0.0, min(sorted(gaps)[len(gaps) // 10], median(ems))) if gaps else 0.0


def _cell_text(lines: list[PrintedLine], room: float) -> str:
    """Lines of a cell; one after which the next line's beginning would not have fitted runs on."""
    texts: list[list[PrintedLine]] = []
    for line in lines:
        before = texts[-1][-1] if texts else None
        if before and before.right - before.left + max(line.first_width, line.em) > room - 0.1 * line.em:
            texts[-1].append(line)
        else:
            texts.append([line])
    return "\n".join(joined(one) for one in texts)
