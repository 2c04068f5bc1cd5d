"""The whole job on the sample data without a window: what a clerk does in a quarter, written to a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish
from greenplan_desktop.store.database import open_store

from . import figures, forms, intake, lists, returns, samples
from .files import require_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from greenplan_desktop.store.database import Store

PERIOD = Period.parse("2023Q2")


def run(folder: Path) -> Iterator[str]:
    """Do it all, yielding a sentence for each thing written; a folder with another database is refused."""
    from greenplan_desktop import places

    require_folder(folder)
    database = folder / "示例.gpdb"
    if database.exists():
        raise InputError(f"“{database}”已经存在，请换一个文件夹，或先移走这个文件。")
    with open_store(database) as store:
        yield f"数据库：{database}"
        samples.load_register(store, places.sample_unit_registers())
        plan_id = intake.import_plan(
            store, intake.read_plan(store, places.sample_plan_file()), sample=True
        ).made[0]
        yield f"导入计划：{places.sample_plan_file().name}"
        written = finish(forms.write_forms(store, plan_id, PERIOD, folder / "填报表"))
        yield f"填报表：{len(written)} 份，在 {folder / '填报表'}"
        yield from _collect(store, plan_id)
        yield from _write_lists(store, plan_id, folder)
        summary = finish(figures.write_summary(store, plan_id, PERIOD, folder / "进展情况汇总.docx"))
        yield f"进展情况汇总：{summary}"
        bulletin = finish(figures.write_bulletin(store, plan_id, PERIOD, folder / "通报.docx"))
        yield f"通报：{bulletin}"


def _collect(store: Store, plan_id: int) -> Iterator[str]:
    from greenplan_desktop import places

    review = finish(returns.review(store, plan_id, PERIOD, [places.sample_returns(PERIOD.code)]))
    done = returns.apply(store, plan_id, PERIOD, review)
    yield f"回收：{done.label}"
    yield from (f"  {line}" for line in returns.describe(review))


def _write_lists(store: Store, plan_id: int, folder: Path) -> Iterator[str]:
    wanted = [("任务清单", ending) for ending in (".pdf", ".docx", ".xlsx")]
    wanted += [("进展台账", ".pdf"), ("催报单", ".pdf")]
    for preset, ending in wanted:
        order = lists.Order(preset=preset, period=PERIOD if preset != "任务清单" else None)
        written = finish(lists.write(store, plan_id, order, folder / f"{preset}{ending}"))
        yield f"{preset}：{written.path}"
