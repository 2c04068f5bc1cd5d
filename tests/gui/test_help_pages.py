"""The help pages say what the program does: every menu entry and every shortcut they name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from greenplan_desktop import places
from greenplan_desktop.ui.action_book import key_words
from greenplan_desktop.ui.actions import all_actions
from greenplan_desktop.ui.actions.spec import MENUS
from greenplan_desktop.ui.registry import entries

PAGES = places.help_pages()
MENU_ENTRY = re.compile(r"“([^“”→]+) → ([^“”→]+?)”")
KEY = re.compile(r"(?:Ctrl|Alt|Shift)\+[A-Za-z0-9+]+|\bF\d+\b")
# The editor's own keys, which are no actions.
EDITOR_KEYS = {"F2"}


def plain(text: str) -> str:
    return text.rstrip("…")


def test_there_is_a_page_for_every_job() -> None:
    titles = {page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for page in PAGES}
    assert {
        "导入计划",
        "责任矩阵",
        "填报与回收",
        "打印清单",
        "总览与汇总",
        "单位",
        "修改记录与撤销",
        "数据库与备份",
        "快捷键",
    } <= titles


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_menu_entry_named_exists(page: Path) -> None:
    actions = {(spec.menu, plain(spec.text)) for spec in all_actions().values()}
    tabs = {e.page_id: e.title for e in entries()}
    inner = {(tabs[e.under], e.title) for e in entries() if e.under}
    for place, entry in MENU_ENTRY.findall(page.read_text(encoding="utf-8")):
        known = actions if place in MENUS else inner
        assert (place, plain(entry)) in known | inner, f"{place} → {entry}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_shortcut_named_exists(page: Path) -> None:
    shortcuts = {key_words(key) for spec in all_actions().values() for key in spec.shortcuts}
    named = set(KEY.findall(page.read_text(encoding="utf-8")))
    assert named <= shortcuts | EDITOR_KEYS


def test_the_page_of_shortcuts_names_each_with_its_action() -> None:
    by_text = {plain(spec.text): spec.shortcuts for spec in all_actions().values()}
    page = next(p for p in PAGES if p.stem.endswith("keys"))
    rows = re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", page.read_text(encoding="utf-8"), re.M)
    listed = [(text, key) for text, key in rows if key not in {"按键", "---"}]
    assert len(listed) > 10
    assert not [(text, key) for text, key in listed if key not in by_text.get(plain(text), ())]
