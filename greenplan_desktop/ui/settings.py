"""What this person's program remembers between two starts: a JSON file, never data of the office."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "settings.json"


class Settings:
    """Values by key; an unreadable file counts as empty, a folder that cannot be written to is no error."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / FILE_NAME
        self._values: dict[str, Any] = self._read()
        self._saved = dict(self._values)

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, `default` where none or one of another type was kept."""
        value = self._values.get(key, default)
        return value if default is None or isinstance(value, type(default)) else default

    def put(self, key: str, value: Any) -> None:
        """Remember a value (anything JSON can carry); None forgets it."""
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value

    def get_state(self, key: str) -> QByteArray:
        """A Qt state (geometry, splitter, header) as it was put; empty where none was."""
        return QByteArray.fromBase64(self.get(key, "").encode("ascii", "ignore"))

    def put_state(self, key: str, state: QByteArray) -> None:
        """Remember a Qt state."""
        self.put(key, bytes(state.toBase64().data()).decode("ascii"))

    def save(self) -> None:
        """Write the file when something changed; called when the window closes and when a plan is chosen."""
        if self._values == self._saved:
            return
        part = self._path.with_suffix(".part")
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            part.replace(self._path)
            self._saved = dict(self._values)
