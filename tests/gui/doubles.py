"""Dialogs that answer from a script: each answer is used once, an unexpected question fails the test."""

from __future__ import annotations

from pathlib import Path
from typing import Any


class ScriptedDialogs:
    """Give answers with `answer(kind, value)` in the order of the questions; `said` lists what was asked and told."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.offered: list[str] = []  # the texts that stood in fields to be typed over
        self._answers: dict[str, list[Any]] = {}

    def answer(self, kind: str, *values: Any) -> None:
        """The next answers to questions of a kind: ask, choose, enter, pick_file, pick_files, pick_folder, pick_save."""
        self._answers.setdefault(kind, []).extend(values)

    def texts(self, kind: str) -> list[str]:
        """What was said in one kind of dialog."""
        return [text for k, text in self.said if k == kind]

    def _next(self, kind: str, text: str) -> Any:
        self.said.append((kind, text))
        waiting = self._answers.get(kind)
        if not waiting:
            raise AssertionError(f"unexpected {kind}: {text}")
        return waiting.pop(0)

    def ask(self, text: str, **_: Any) -> bool:
        return self._next("ask", text)

    def choose(self, text: str, options: Any, **_: Any) -> int | None:
        return self._next("choose", text)

    def tell(self, text: str, detail: str = "") -> None:
        self.said.append(("tell", text))

    def fail(self, text: str, detail: str = "") -> None:
        self.said.append(("fail", text))

    def enter(self, text: str, value: str = "", *, lines: bool = False) -> str | None:
        self.offered.append(value)
        return self._next("enter", text)

    def pick_file(self, title: str, filters: str) -> Path | None:
        return self._next("pick_file", title)

    def pick_files(self, title: str, filters: str) -> list[Path]:
        return self._next("pick_files", title)

    def pick_folder(self, title: str) -> Path | None:
        return self._next("pick_folder", title)

    def pick_save(self, title: str, name: str, filters: str) -> Path | None:
        return self._next("pick_save", title)
