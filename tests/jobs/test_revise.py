"""A changed version updates: what differs is said, reports stay, nothing is doubled, one undo takes it back."""

from __future__ import annotations

from dataclasses import replace

from greenplan_desktop.jobs import find, intake, journal, progress, revise, targets
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.plan import Plan
from greenplan_desktop.store import plans, reports, rows
from greenplan_desktop.store import tasks as stored
from greenplan_desktop.store.database import Store
from tests.dump import dump
from tests.jobs.plans import small_plan


def new_version() -> Plan:
    plan = small_plan()
    one, two, three, four = plan.tasks
    return replace(
        plan,
        tasks=(
            replace(one, text="改过的内容。", responsible_units=("区科技局", "区财政局"), groups=()),
            replace(three, code="2", number="2"),
            replace(four, title="任务4（修订）"),
            replace(two, code="3", number="3", title="全新的一项工作", targets=()),
        ),
    )


def test_the_same_document_again_changes_nothing(planned: Store) -> None:
    before = dump(planned)
    assert revise.words_of(revise.differences(planned, 1, small_plan())) == "内容没有变化"
    intake.store_plan(planned, small_plan())
    assert dump(planned) == before


def test_a_new_version_updates_and_keeps_reports(planned: Store) -> None:
    period = Period.parse("2023Q2")
    key = find.task(planned, 1, "3").id
    progress.fill_report(planned, key, find.unit(planned, "区科技局").id, period, {"achievement": "好"})
    before = dump(planned)
    found = {(d.kind, (d.new or d.old).code): d.fields for d in revise.differences(planned, 1, new_version())}  # type: ignore[union-attr]
    assert found[("changed", "1")] == ("text", "responsible_units")
    assert found[("changed", "2")] == ("number",)
    assert ("added", "3") in found
    assert ("removed", "2") in found
    done = intake.store_plan(planned, new_version())
    assert [t.title for t in stored.of_plan(planned, 1)] == [
        "任务1",
        "任务3",
        "任务4（修订）",
        "全新的一项工作",
        "任务2",
    ]
    assert len(plans.all_plans(planned)) == 1
    assert stored.task(planned, key).code == "2"  # type: ignore[union-attr]
    assert reports.of_plan(planned, 1)[0].task_id == key
    assert any("任务2" in note for note in done.notes)
    assert len({t.code for t in stored.of_plan(planned, 1)}) == 5
    journal.undo(planned)
    assert dump(planned) == before


def test_values_reported_for_an_unchanged_target_stay(planned: Store) -> None:
    target = next(r for r in rows.find(planned, "target") if r["task_id"] is not None)
    targets.write_values(planned, target["plan_id"], [(target["id"], Period.parse("2023Q2"), "7")])
    intake.store_plan(planned, new_version())
    assert rows.exists(planned, "target_value", target_id=target["id"])


def test_a_new_versions_own_words_for_roles_are_kept(planned: Store) -> None:
    plan = small_plan()
    first = plan.tasks[0]
    name = first.responsible_units[0]
    added = replace(
        first,
        responsible_units=(*first.responsible_units, "区园林局"),
        role_words=((name, "主责单位"), ("区园林局", "协办单位")),
    )
    intake.store_plan(planned, replace(plan, tasks=(added, *plan.tasks[1:])))
    key = find.task(planned, 1, first.code).id
    words = {r["unit_id"]: r["role_word"] for r in rows.find(planned, "assignment", task_id=key)}
    assert words[find.unit(planned, name).id] == "主责单位"
    assert words[find.unit(planned, "区园林局").id] == "协办单位"
