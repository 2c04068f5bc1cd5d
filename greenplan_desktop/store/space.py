"""How large the database is, what makes it up, and old files taken out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .triggers import data_tables

if TYPE_CHECKING:
    from .database import Store


@dataclass(frozen=True, slots=True)
class Space:
    """Sizes in bytes: the file, kept return files, the journal, everything else."""

    total: int
    files: int
    file_count: int
    journal: int
    changes: int

    @property
    def data(self) -> int:
        """Plans, tasks, units, reports and the like."""
        return max(self.total - self.files - self.journal, 0)


@dataclass(frozen=True, slots=True)
class OldFile:
    """A kept file and when it was last received."""

    sha256: str
    name: str
    received_at: str
    size: int


def space(store: Store) -> Space:
    """What makes the database up."""
    pages, page = store.rows("PRAGMA page_count")[0][0], store.rows("PRAGMA page_size")[0][0]
    files = store.rows("SELECT ifnull(sum(size), 0), count(*) FROM file_blob")[0]
    journal = store.rows(
        "SELECT ifnull(sum(ifnull(length(before), 0) + ifnull(length(after), 0)), 0), count(*) FROM change"
    )[0]
    return Space(pages * page, files[0], files[1], journal[0], journal[1])


def counts(store: Store) -> dict[str, int]:
    """Rows per data table."""
    return {t: store.rows(f'SELECT count(*) FROM "{t}"')[0][0] for t in data_tables(store.connection)}


def old_files(store: Store, before: str) -> list[OldFile]:
    """Kept files whose last receipt lies before a day (ISO); files no row names any more count as old."""
    sql = (
        "SELECT b.sha256, ifnull((SELECT name FROM return_file f WHERE f.sha256 = b.sha256 ORDER BY id DESC LIMIT 1), ''), "
        "ifnull((SELECT max(received_at) FROM return_file f WHERE f.sha256 = b.sha256), '') AS last, b.size "
        "FROM file_blob b WHERE date(last, 'localtime') < ? OR last = '' ORDER BY last"
    )
    return [OldFile(*row) for row in store.tuples(sql, (before,))]


def drop_blob(store: Store, sha256: str) -> None:
    """Take a file's bytes out; whoever does so exported them first and journals it."""
    store.connection.execute("DELETE FROM file_blob WHERE sha256 = ?", (sha256,))


def shrink(store: Store) -> None:
    """Give free pages back to the disk."""
    store.connection.execute("PRAGMA incremental_vacuum")
