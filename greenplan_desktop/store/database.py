"""One open database file: one connection, used by one thread, written only inside a named change set."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError, StoreError
from greenplan_desktop.whole_file import beside

from . import backup, gate, lock, migrate
from .schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

BUSY_SECONDS = backup.WAIT_SECONDS
_ASK_AGAIN_SECONDS = 0.5


class Store:
    """An open database. Create it with `open_store`; close it when done. Not to be shared between threads."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        *,
        read_only: bool,
        holder: str = "",
        held: bool = True,
    ) -> None:
        self.path = path
        self.connection = connection
        self.read_only = read_only
        self.holder = holder  # who has it open on another host, in Chinese, when read-only for that reason
        self.user = lock.user_name()
        self._held = held and not read_only  # whether this process's row stands in the file

    def close(self) -> None:
        """Close the connection; the lock row of this process is taken back."""
        if self._held:
            lock.leave(self.connection)
        self.connection.close()

    def hold(self) -> None:
        """Mark the file as open here; another host's mark is waited for, then StoreError names its holder.

        Called before every writing, so that a command that only reads, or is refused, leaves the file as it was.
        """
        if self.read_only:
            raise StoreError(self.holder or f"数据库“{self.path}”是只读的，不能修改；请检查文件夹权限。")
        if self._held:
            return
        until = time.monotonic() + BUSY_SECONDS
        try:
            while holder := lock.enter(self.connection):
                if time.monotonic() > until:
                    raise StoreError(_held_elsewhere(self.path, holder))
                time.sleep(_ASK_AGAIN_SECONDS)
        except sqlite3.DatabaseError as error:
            raise explain(error, self.path) from error
        self._held = True

    def renew(self) -> None:
        """Renew this process's heartbeat; a file that is busy just now is renewed the next time."""
        if not self._held:
            return
        with suppress(sqlite3.OperationalError):
            lock.beat(self.connection)

    @contextmanager
    def beside(self) -> Iterator[Store]:
        """A second connection on the same file for the calling thread; this process's lock row stays.

        Only the path is taken from here, so that a worker thread may call it.
        """
        connection = connect(self.path, read_only=self.read_only)
        try:
            yield Store(self.path, connection, read_only=self.read_only, holder=self.holder)
        finally:
            connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[sqlite3.Row]:
        """All rows of a reading statement; a damaged file raises StoreError."""
        return self._fetched(self.connection.cursor(), sql, parameters)

    def tuples(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """As `rows`, without names: for records whose fields stand in the order of the columns."""
        cursor = self.connection.cursor()
        cursor.row_factory = None
        return self._fetched(cursor, sql, parameters)

    def _fetched(
        self, cursor: sqlite3.Cursor, sql: str, parameters: Sequence[Any] | Mapping[str, Any]
    ) -> list[Any]:
        try:
            return cursor.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise explain(error, self.path) from error

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Row | None:
        """The first row of a reading statement, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def mark(self) -> tuple[int, int, int]:
        """Differs whenever data changed: (last change set, number undone, turns taken); heartbeats don't count."""
        row = self.rows(
            "SELECT ifnull(max(id), 0), ifnull(sum(state = 'undone'), 0), ifnull(sum(state = 'dropped'), 0) FROM change_set"
        )[0]
        return (row[0], row[1], row[2])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One immediate transaction; everything in it happens, or nothing does."""
        self.hold()
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            raise explain(error, self.path) from error
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.DatabaseError):
                raise explain(error, self.path) from error
            raise


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection as every part of the program uses it: foreign keys and recursive triggers on, durable."""
    uri = path.resolve().as_uri() + ("?mode=ro" if read_only else "?mode=rwc")
    try:
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise StoreError(
            f"无法打开数据库“{path}”，请检查文件夹是否存在、是否有写权限、磁盘是否已满。"
        ) from error
    connection.row_factory = sqlite3.Row
    try:
        for pragma in ("foreign_keys", "recursive_triggers"):
            connection.execute(f"PRAGMA {pragma} = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_spill = OFF")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise explain(error, path) from error
    return connection


def open_store(path: Path, *, create: bool = True, read_only: bool = False, hold: bool = True) -> Store:
    """Open (or lay out) a database; an older one is backed up and upgraded; refuses foreign and newer files.

    Raises StoreError with one Chinese sentence. With `hold` this process's mark is written at once, and a file that
    another host holds opens read-only and says who; without, the mark is written before the first change.
    """
    header = gate.read_header(path)
    if not header.exists and (read_only or not create):
        raise StoreError(f"数据库“{path}”不存在，请检查路径。")
    if not header.exists:
        _lay_out(path)
    crashed = backup.journal_file(path).exists()
    connection = connect(path, read_only=read_only)
    try:
        if crashed:
            _check_after_crash(connection, path)
        if header.exists and header.version < SCHEMA_VERSION and not read_only:
            _upgrade(connection, path, header.version)
        if read_only or not hold:
            return Store(path, connection, read_only=read_only, held=False)
        return _enter(path, connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise explain(error, path) from error
    except BaseException:
        connection.close()
        raise


def _upgrade(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """An older file is brought up to the schema; without a backup of it nothing is touched."""
    try:
        backup.before_upgrade(connection, path, version)
    except InputError as error:
        raise StoreError(f"数据库“{path}”要升级后才能打开，而升级前的备份{error.message}") from error
    migrate.upgrade(connection)


def _enter(path: Path, connection: sqlite3.Connection) -> Store:
    try:
        holder = lock.enter(connection)
    except sqlite3.OperationalError as error:
        if "readonly" not in str(error):
            raise
        return Store(path, connection, read_only=True)
    if not holder:
        return Store(path, connection, read_only=False)
    connection.close()
    return Store(path, connect(path, read_only=True), read_only=True, holder=_held_elsewhere(path, holder))


def _held_elsewhere(path: Path, holder: str) -> str:
    return f"数据库“{path}”正由{holder}打开，本机只能查看，不能修改；请在对方关闭后再试。"


def _lay_out(path: Path) -> None:
    """A new database is built beside its place and then put there: no half one is seen, of two at once one stays."""
    try:
        with beside(path, make_folder=True, first=True) as part:
            part.touch()  # SQLite would not say why a file cannot be made
            try:
                with closing(connect(part)) as connection:
                    migrate.create(connection)
            finally:
                backup.journal_file(part).unlink(missing_ok=True)
    except InputError as error:
        raise StoreError(error.message) from error
    except sqlite3.DatabaseError as error:
        raise explain(error, path) from error


def _check_after_crash(connection: sqlite3.Connection, path: Path) -> None:
    result = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if result != "ok":
        raise _damaged(path)


def explain(error: sqlite3.Error, path: Path) -> StoreError:
    """SQLite's error as one Chinese sentence."""
    text = str(error)
    if "database is locked" in text or "busy" in text:
        return StoreError(f"数据库“{path}”正被其他窗口写入，等了 {BUSY_SECONDS:.0f} 秒仍未空出，请稍后再试。")
    if "full" in text:
        return StoreError(f"磁盘已满，没有写入数据库“{path}”，数据保持原样；请清理空间后再试。")
    if "readonly" in text or "unable to open" in text:
        return StoreError(f"数据库“{path}”所在文件夹不能写入，数据保持原样；请检查权限。")
    if "malformed" in text or "not a database" in text:
        return _damaged(path)
    if "disk I/O" in text:
        return StoreError(f"读写数据库“{path}”时磁盘出错，数据保持原样；请检查磁盘或网络连接。")
    return StoreError(f"数据库“{path}”没有接受这次操作，数据保持原样（{text}）。")


def _damaged(path: Path) -> StoreError:
    return StoreError(
        f"数据库“{path}”已损坏，请从备份恢复：备份在“{backup.folder_of(path)}”里，可以直接打开，"
        "也可以用 greenplan restore 备份文件 放回原处。"
    )
