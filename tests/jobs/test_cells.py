"""A block of cells is one step: texts, numbers that change places, units by name, new tasks, or nothing at all."""

from __future__ import annotations

import pytest

from greenplan_desktop.jobs import cells, chapters, journal
from greenplan_desktop.jobs.cells import Cell, write_cells
from greenplan_desktop.model.errors import ConflictError, InputError
from greenplan_desktop.store import journal as stored_journal
from greenplan_desktop.store import plans, rows, tasks, units
from greenplan_desktop.store.journal import undoable
from greenplan_desktop.store.snapshot import plan_snapshot
from tests.gui.filled import SMALL, store_plan


@pytest.fixture
def plan_id(store):
    return store_plan(store, SMALL)


def _codes(store, plan_id):
    return [t.code for t in tasks.of_plan(store, plan_id)]


def _names(store, plan_id, task_id, role):
    known = {u.id: u.short_name for u in units.all_units(store)}
    return [
        known[a.unit_id] for a in units.assignments(store, plan_id) if (a.task_id, a.role) == (task_id, role)
    ]


def test_texts_and_units_in_one_step(store, plan_id):
    first, second = tasks.of_plan(store, plan_id)[:2]
    done = write_cells(
        store,
        plan_id,
        [
            Cell(first.id, "title", "=1+1"),
            Cell(first.id, "lead", "区水利局、区林业局"),
            Cell(second.id, "due_text", "2025年底前"),
        ],
    )
    assert done.label == "修改3个单元格"
    assert tasks.task(store, first.id).title == "=1+1"
    assert _names(store, plan_id, first.id, "lead") == ["区水利局", "区林业局"]
    assert _names(store, plan_id, first.id, "responsible") == []
    assert tasks.task(store, second.id).due_date == "2025-12-31"
    journal.undo(store)
    assert tasks.task(store, first.id).title == "推进可再生能源开发"
    assert _names(store, plan_id, first.id, "responsible") == ["区水利局", "区林业局"]


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("2025年底前", False),
        ("持续推进", False),
        ("全年", False),
        ("2025年低", False),
        ("后年吧", True),
        ("尽快", True),
    ],
)
def test_a_due_date_that_is_no_time_is_kept_and_said(store, plan_id, text, noted):
    first = tasks.of_plan(store, plan_id)[0]
    done = write_cells(store, plan_id, [Cell(first.id, "due_text", text)])
    assert tasks.task(store, first.id).due_text == text
    assert bool(done.notes) == noted


def test_numbers_may_change_places(store, plan_id):
    first, second = tasks.of_plan(store, plan_id)[:2]
    write_cells(store, plan_id, [Cell(first.id, "number", "2"), Cell(second.id, "number", "1")])
    assert _codes(store, plan_id)[:2] == ["2", "1"]


def test_a_number_in_use_changes_nothing(store, plan_id):
    first, second = tasks.of_plan(store, plan_id)[:2]
    with pytest.raises(InputError, match="已被"):
        write_cells(store, plan_id, [Cell(first.id, "title", "新名称"), Cell(second.id, "number", "4.1")])
    assert tasks.task(store, first.id).title == "推进可再生能源开发"


def test_an_open_list_keeps_its_word(store, plan_id):
    first = tasks.of_plan(store, plan_id)[0]
    assert first.open_ended
    write_cells(store, plan_id, [Cell(first.id, "responsible", "区水利局", "区水利局、区林业局等")])
    assert not tasks.task(store, first.id).open_ended
    write_cells(store, plan_id, [Cell(first.id, "responsible", "区水利局等有关部门按职责分工负责")])
    assert tasks.task(store, first.id).open_ended
    assert _names(store, plan_id, first.id, "responsible") == ["区水利局"]


def test_a_unit_in_both_roles_leads_and_it_is_said(store, plan_id):
    first = tasks.of_plan(store, plan_id)[0]
    done = write_cells(store, plan_id, [Cell(first.id, "responsible", "区发展改革委、区水利局")])
    assert _names(store, plan_id, first.id, "lead") == ["区发展改革委"]
    assert _names(store, plan_id, first.id, "responsible") == ["区水利局"]
    assert done.notes == ("第1项：区发展改革委已是牵头单位，责任单位中不再列出",)


def test_unknown_units_are_refused_or_made(store, plan_id):
    first = tasks.of_plan(store, plan_id)[0]
    with pytest.raises(InputError, match="区水利局"):
        write_cells(store, plan_id, [Cell(first.id, "lead", "区水力局")])
    assert cells.unknown_units(store, plan_id, ["区水利局、区气象局等", "区气象局"]) == ["区气象局"]
    write_cells(store, plan_id, [Cell(first.id, "lead", "区气象局")], create=True)
    assert _names(store, plan_id, first.id, "lead") == ["区气象局"]


def test_ten_thousand_characters_are_a_text_but_no_unit(store, plan_id):
    first = tasks.of_plan(store, plan_id)[0]
    long = "𠮷㙟😀" + "字" * 10_000
    write_cells(store, plan_id, [Cell(first.id, "text", long)])
    assert tasks.task(store, first.id).text == long
    with pytest.raises(InputError, match="太长") as error:
        write_cells(store, plan_id, [Cell(first.id, "lead", long)], create=True)
    assert len(error.value.message) < 80


def test_tasks_are_added_with_their_cells(store, plan_id):
    done = write_cells(
        store,
        plan_id,
        [],
        [
            {"title": "新的一项", "lead": "区水利局", "text": "第一行\n第二行"},
            {"title": "再一项", "number": "9"},
        ],
    )
    new = tasks.task(store, done.made[0])
    assert new.text == "第一行\n第二行"
    assert _names(store, plan_id, new.id, "lead") == ["区水利局"]
    assert _codes(store, plan_id)[-1] == "9"
    assert undoable(store).label == "新增2项任务"
    with pytest.raises(InputError, match="重点任务"):
        write_cells(store, plan_id, [], [{"title": " "}])


def test_what_another_window_changed_is_not_overwritten(store, plan_id):
    first = tasks.of_plan(store, plan_id)[0]
    with pytest.raises(ConflictError):
        write_cells(store, plan_id, [Cell(first.id, "lead", "区水利局", "区林业局")])
    with pytest.raises(ConflictError):
        write_cells(store, plan_id, [Cell(first.id, "title", "新", "早先的名称")])


def test_a_heading_takes_what_follows_and_gives_it_back(store, plan_id):
    before = plan_snapshot(store, plan_id)
    third = before.tasks[3]
    done = chapters.insert_chapter(store, plan_id, " （三）园区 ", before_task=third.id)
    after = plan_snapshot(store, plan_id)
    assert [t.chapter_id for t in after.tasks[3:]] == [done.made[0]] * 2
    assert [c.title for c in after.chapters] == [
        "三、重点任务",
        "（一）清洁用能",
        "（二）绿色产业",
        "（三）园区",
    ]
    chapters.rename_chapter(store, done.made[0], "（三）绿色园区")
    chapters.delete_chapter(store, done.made[0])
    assert [t.chapter_id for t in plan_snapshot(store, plan_id).tasks] == [t.chapter_id for t in before.tasks]
    for _ in range(3):
        journal.undo(store)
    assert plan_snapshot(store, plan_id) == before


def test_a_heading_takes_the_chapters_below_along(store, plan_id):
    first, second, third = tasks.of_plan(store, plan_id)[:3]
    chapters.put_into(store, [third.id], second.chapter_id)
    with stored_journal.change(store, "下一级"):
        below = rows.insert(
            store, "chapter", plan_id=plan_id, title="2．新材料", parent_id=second.chapter_id, position=9
        )
        rows.update(store, "task", second.id, chapter_id=below)
    made = chapters.insert_chapter(store, plan_id, "（零）起步", before_task=first.id).made[0]
    after = plan_snapshot(store, plan_id)
    assert [t.chapter_id for t in after.tasks[:3]] == [made, below, made]
    assert next(c for c in after.chapters if c.id == below).parent_id == made


def test_tasks_move_into_a_chapter_and_blocks_keep_theirs(store, plan_id):
    before = tasks.of_plan(store, plan_id)
    chapter = before[0].chapter_id
    chapters.put_into(store, [before[4].id], chapter)
    assert [t.code for t in tasks.of_plan(store, plan_id)] == ["1", "2", "4.2", "3", "4.1"]
    assert tasks.task(store, before[4].id).chapter_id == chapter
    chapters.move_block(store, [before[2].id, before[3].id], before=before[0].id)
    found = tasks.of_plan(store, plan_id)
    assert [t.code for t in found] == ["3", "4.1", "1", "2", "4.2"]
    assert found[0].chapter_id == before[2].chapter_id
    with pytest.raises(InputError, match="不能为空"):
        chapters.rename_chapter(store, chapter, "  ")
    assert plans.chapters(store, plan_id)[1].title == "（一）清洁用能"
