"""Who has the file open: a row per process with a heartbeat; another host's live row makes us read-only."""

from __future__ import annotations

import getpass
import os
import sqlite3
import sys
from datetime import UTC, datetime, timedelta

from .clock import now

STALE_AFTER = timedelta(seconds=60)


def enter(connection: sqlite3.Connection) -> str:
    """Write this process's row; returns "" when we may write, else the other host's holder in Chinese."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        _sweep(connection)
        other = connection.execute(
            "SELECT host, user, since FROM lock_row WHERE host <> ? ORDER BY since LIMIT 1", (host(),)
        ).fetchone()
        if other is None:
            _beat(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return f"另一台电脑“{other[0]}”（{other[1]}，自 {_local(other[2])} 起）" if other else ""


def beat(connection: sqlite3.Connection) -> None:
    """Renew this process's heartbeat; call it about every 20 s."""
    if not connection.in_transaction:
        _beat(connection)


def leave(connection: sqlite3.Connection) -> None:
    """Take this process's row back; a failure is harmless, the row grows stale by itself."""
    if connection.in_transaction:
        return
    try:
        connection.execute("DELETE FROM lock_row WHERE host = ? AND process = ?", (host(), os.getpid()))
    except sqlite3.DatabaseError:
        return


def host() -> str:
    """This machine's name."""
    if sys.platform == "win32":
        import socket

        return socket.gethostname() or "localhost"
    return os.uname().nodename or "localhost"  # the same name, without loading socket before the first paint


def user_name() -> str:
    """The name of the person at this machine, for the journal."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "本机用户"


def _beat(connection: sqlite3.Connection) -> None:
    stamp = now()
    connection.execute(
        "INSERT INTO lock_row (host, process, user, since, heartbeat) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (host, process) DO UPDATE SET heartbeat = excluded.heartbeat",
        (host(), os.getpid(), user_name(), stamp, stamp),
    )


def _sweep(connection: sqlite3.Connection) -> None:
    limit = (datetime.now(UTC) - STALE_AFTER).isoformat(timespec="seconds")
    for row in connection.execute("SELECT id, host, process, heartbeat FROM lock_row").fetchall():
        stale = row[3] < limit if row[1] != host() else not _alive(row[2])
        if stale:
            connection.execute("DELETE FROM lock_row WHERE id = ?", (row[0],))


def _alive(process: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, process)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _local(stamp: str) -> str:
    return datetime.fromisoformat(stamp).astimezone().strftime("%m月%d日 %H:%M")
