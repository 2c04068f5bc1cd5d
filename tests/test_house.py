"""The house keeps its shape: arrows between rooms, sizes of files and functions, names that say what is inside."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
PACKAGE = CHECKOUT / "greenplan_desktop"
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
DRAWERS = re.compile(r"(?:^|_)(?:utils?|helpers?|misc|managers?|common)(?:_|$)")
# Libraries whose import costs time or drags others in: inside functions only, and only in these rooms.
HEAVY = {
    "pandas",
    "matplotlib",
    "sqlite_utils",
    "qtawesome",
    "docx",
    "docxtpl",
    "openpyxl",
    "pypdfium2",
    "pikepdf",
}
ROOMS_OF = {
    "pandas": {"insight"},
    "matplotlib": {"insight"},
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "PySide6": {"ui", "app", "tasklist"},
}

SOURCES = sorted(PACKAGE.rglob("*.py"))
ALL_CODE = sorted([*SOURCES, *(CHECKOUT / "tests").rglob("*.py"), *(CHECKOUT / "packaging").rglob("*.py")])


def short(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def room(path: Path) -> str:
    """The room a source file stands in; `app`, `cli`, `places` for those beside the rooms."""
    inside = path.relative_to(PACKAGE)
    return inside.parts[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(node: ast.stmt) -> Iterator[str]:
    """The top-level names a statement imports (none for relative imports)."""
    if isinstance(node, ast.Import):
        yield from (alias.name.split(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        yield node.module.split(".")[0]


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def run_at_import(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported, down through if, try and with, not into functions."""
    for node in body:
        yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or is_type_checking(node):
            continue
        for field in ("body", "orelse", "finalbody"):
            yield from run_at_import(getattr(node, field, []))


def test_the_arrows_between_rooms_hold(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    monkeypatch.chdir(CHECKOUT)
    loggers = [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    off = {one: one.disabled for one in loggers}
    status = lint_imports(config_filename="pyproject.toml", no_cache=True)
    for one, was in off.items():  # import-linter sets up logging and silences every logger there is
        one.disabled = was
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_each_library_stays_in_its_rooms() -> None:
    strays = [
        f"{short(path)}: {name}"
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.stmt)
        for name in imported(node)
        if name in ROOMS_OF and room(path) not in ROOMS_OF[name]
    ]
    assert not strays


def test_heavy_libraries_are_imported_inside_functions() -> None:
    strays = [
        f"{short(path)}: {name}"
        for path in SOURCES
        for node in run_at_import(tree(path).body)
        for name in imported(node)
        if name in HEAVY
    ]
    assert not strays


def test_a_file_is_short() -> None:
    lines = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in ALL_CODE}
    assert not {name: count for name, count in lines.items() if count > MAX_FILE_LINES}


def test_a_function_is_short() -> None:
    long = [
        f"{short(path)}:{node.lineno} {node.name} {lines}"
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
    ]
    assert not long


def test_no_module_is_a_drawer() -> None:
    names = {part for path in ALL_CODE for part in path.relative_to(CHECKOUT).with_suffix("").parts}
    assert not sorted(name for name in names if DRAWERS.search(name))


def test_no_error_is_swallowed_unseen() -> None:
    silent = [
        f"{short(path)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and catches_everything(node) and does_nothing(node.body)
    ]
    assert not silent


def catches_everything(handler: ast.ExceptHandler) -> bool:
    kind = handler.type
    return kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})


def does_nothing(body: list[ast.stmt]) -> bool:
    return all(isinstance(node, ast.Pass | ast.Continue) or is_text(node) for node in body)


def is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_every_module_says_what_it_holds() -> None:
    assert not [short(path) for path in SOURCES if not ast.get_docstring(tree(path))]


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
    texts = {short(path): path.read_text(encoding="utf-8") for path in SOURCES}
    assert not [name for name, text in texts.items() if later.search(text)]
