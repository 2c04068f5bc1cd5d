"""Rows flow onto pages: kept whole, chapter rows with what follows them, merged cells closed at page ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.titles import break_title

from .draft import EDGE, Draft, PageMaker, Placed
from .fonts import UNITS_PER_MM, UNITS_PER_PT
from .geometry import LINE_PITCH_PT, TITLE_LINE, sheet, title_room
from .page import Text

if TYPE_CHECKING:
    from .page import Page
    from .rows import RowBox, RowMaker
    from .settings import Settings

_LEAST_LINES = 3  # of a row that is cut, before it may start on a page
_TITLE_GAP_PT = LINE_PITCH_PT / 2
_NOTE_GAP_PT = 6.0
_FULL_HEAD = 0.6  # share of a page that the headings may take


class Flow:
    """One list on its way to paper; the pages done so far are in `pages`."""

    def __init__(
        self, settings: Settings, maker: RowMaker, list_index: int, first_page: int, mark: str
    ) -> None:
        """`first_page` is the number printed on the list's first page; `mark` its name in the outline."""
        area = sheet(settings.orientation, True)
        self.pages: list[Page] = []
        self._width = area.area_width * UNITS_PER_MM
        self._title_room = title_room(settings.orientation)
        self._height = area.area_height * UNITS_PER_MM - EDGE
        self._maker = maker
        self._styles = maker.styles
        self._page_maker = PageMaker(settings, maker, list_index)
        self._number = first_page
        self._mark = mark
        self._head = maker.head()
        self._capacity = self._height - EDGE - self._head.height
        self._pending: list[RowBox] = []
        self._group = ""  # whose merged cell is open on the present page
        self._group_top = 0.0
        self._closed_at_turn = ""  # whose merged cell closed with the page before, to open again
        self._draft = Draft()
        if self._head.height > self._height * _FULL_HEAD:
            raise InputError("栏目名称太长，表头占去了大半页，请缩短栏目名称或加宽该栏。")

    # what comes in -------------------------------------------------------------------------------

    def open(self, label: str, title: str) -> None:
        """Label on the first line, title from the third on (from the first where there is no label)."""
        pitch = LINE_PITCH_PT * UNITS_PER_PT
        draft = self._draft
        line = 0
        block = self._styles.label.lay(label, self._width)
        if block is not None:
            draft.above.append(Text(block.layout, 0.0, 0.0))
            line = block.lines + TITLE_LINE - 2
        for part in break_title(title, self._title_room):
            block = self._styles.title.lay(part, self._width, "center")
            if block is not None:
                draft.above.append(Text(block.layout, 0.0, line * pitch))
                line += block.lines
        draft.y = line * pitch + (_TITLE_GAP_PT * UNITS_PER_PT if draft.above else EDGE)
        if draft.y > self._height - self._styles.label.pitch:
            raise InputError("标题太长，一页放不下，请缩短标题。")

    def chapter(self, box: RowBox) -> None:
        """A chapter row waits for the row that follows it."""
        self._leave_group(box)
        self._pending.append(box)

    def row(self, box: RowBox) -> None:
        """A row, whole where it fits, else on the next page, cut only where a page cannot hold it."""
        self._leave_group(box)
        while not self._place(box):
            self._turn()

    def finish(self, notes: tuple[str, ...]) -> list[Page]:
        """What is left over and the notes; returns the pages of the list."""
        self._close_group()
        for box in self._pending:
            self._head_if_needed()
            self._cut(box)
        self._pending = []
        if not self.pages and not self._draft.rows:
            self._head_if_needed()
        self._notes(notes)
        if not self._draft.is_empty:
            self._turn()
        return self.pages

    # rows ----------------------------------------------------------------------------------------

    def _room(self) -> float:
        """What is left on the page, the head counted where it still has to come."""
        head = 0.0 if self._draft.rows else self._head.height
        return self._height - self._draft.y - head

    def _place(self, box: RowBox) -> bool:
        """Put a row with the chapter rows above it here, whole or cut; False where it has to move on."""
        ahead = sum(chapter.height for chapter in self._pending)
        room = self._room() - ahead
        merged = self._merged_height(box)
        if max(box.height, merged) <= room:
            self._put_pending()
            self._put(box)
            return True
        movable = self._draft.started or bool(self._draft.above)
        if self._draft.started and box.height <= self._capacity:
            return False
        # Taller than a page, or the first on one that holds nothing but a title: cut rather than leave a void.
        if movable and (box.lines_in(room) < _LEAST_LINES or merged > room):
            return False
        self._put_pending()
        self._cut(box)
        return True

    def _put_pending(self) -> None:
        self._head_if_needed()
        for chapter in self._pending:
            self._cut(chapter)
        self._pending = []

    def _put(self, box: RowBox) -> None:
        """A whole row at the present height."""
        self._head_if_needed()
        placed = Placed(box, self._draft.y, box.height)
        self._open_group(placed)
        self._draft.put(placed)
        self._draft.started = True

    def _cut(self, box: RowBox) -> None:
        """A row over as many pages as it takes, every page filled."""
        first = 0
        while first < box.lines:
            self._head_if_needed()
            fitting = box.lines_in(self._height - self._draft.y)
            if first == 0 and fitting >= box.lines:
                self._put(box)
                return
            if box.lines - first - fitting == 1 and fitting > _LEAST_LINES:
                fitting -= 1  # no single line alone on the next page
            last = min(box.lines, first + max(fitting, 0 if self._draft.started else 1))
            if last > first:
                placed = Placed(box, self._draft.y, box.height_of(last - first), first, last)
                self._open_group(placed)
                self._draft.put(placed)
                self._draft.started = True
            first = last
            if first < box.lines:
                self._turn()

    def _head_if_needed(self) -> None:
        if not self._draft.rows:
            self._draft.put(Placed(self._head, self._draft.y, self._head.height))

    # the merged first column ---------------------------------------------------------------------

    def _merged_height(self, box: RowBox) -> float:
        """The least height its merged cell asks for, where this row would open one."""
        if not box.group or box.group == self._group:
            return 0.0
        return self._maker.group_height(box.group)

    def _open_group(self, placed: Placed) -> None:
        group = placed.box.group
        if not group or group == self._group:
            return
        placed.opens = self._maker.group(group)
        placed.new_group = group != self._closed_at_turn and placed.first == 0
        self._closed_at_turn = ""
        self._group = group
        self._group_top = placed.y

    def _leave_group(self, box: RowBox) -> None:
        if self._group and box.group != self._group:
            self._close_group()

    def _close_group(self) -> None:
        """The merged cell ends; its last row is made taller where the text above needs more room."""
        if self._group:
            missing = self._maker.group_height(self._group) - (self._draft.y - self._group_top)
            if missing > 0:
                self._draft.rows[-1].height += missing
                self._draft.y += missing
        self._group = ""
        self._closed_at_turn = ""

    # pages ---------------------------------------------------------------------------------------

    def _turn(self) -> None:
        """Finish the page and begin the next."""
        group = self._group
        self._close_group()
        self._closed_at_turn = group
        mark = "" if self.pages else self._mark
        self.pages.append(self._page_maker.page(self._draft, self._number, mark))
        self._number += 1
        self._draft = Draft(y=EDGE)

    def _notes(self, notes: tuple[str, ...]) -> None:
        """Notes under the table, cut between lines at a page's end."""
        style = self._styles.note
        self._draft.y += _NOTE_GAP_PT * UNITS_PER_PT
        for note in notes:
            block = style.lay(note, self._width)
            first = 0
            while block is not None and first < block.lines:
                fitting = int((self._height - self._draft.y + 0.01) / style.pitch)
                last = min(block.lines, first + max(0, fitting))
                if last > first:
                    y = self._draft.y - first * style.pitch
                    self._draft.below.append(Text(block.layout, 0.0, y, first, last))
                    self._draft.y += (last - first) * style.pitch
                first = last
                if first < block.lines:
                    self._turn()
