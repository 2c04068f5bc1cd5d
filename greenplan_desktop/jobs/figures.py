"""Figures of a plan at a period; page, command line, summary and bulletin all take them from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greenplan_desktop import whole_file
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.progress import Progress, finish
from greenplan_desktop.store import rows
from greenplan_desktop.store.snapshot import plan_snapshot

from . import progress
from .files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from greenplan_desktop.insight.align import AlignedItem, Verdicts
    from greenplan_desktop.insight.stats import Statistics
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.model.records import PlanSnapshot
    from greenplan_desktop.store.database import Store


def statistics(store: Store, plan_id: int, period: Period) -> Statistics:
    """The figures of a stored plan at a period."""
    from greenplan_desktop.insight import stats

    return stats.statistics(plan_snapshot(store, plan_id), period)


def statistics_of(index: PlanIndex, period: Period) -> Statistics:
    """The figures of a plan that is already read."""
    from greenplan_desktop.insight import stats

    return stats.statistics(index, period)


def stats_json(store: Store, plan_id: int, period: Period) -> dict[str, Any]:
    """What `greenplan stats --json` prints."""
    from greenplan_desktop.insight import stats

    return stats.stats_json(statistics(store, plan_id, period))


def missing_json(store: Store, plan_id: int, period: Period) -> dict[str, Any]:
    """What `greenplan returns missing --json` prints."""
    from greenplan_desktop.insight import stats

    return stats.missing_json(statistics(store, plan_id, period))


def write_summary(
    store: Store,
    plan_id: int,
    period: Period,
    target: Path,
    template: Path | None = None,
    charts: Collection[str] | None = None,
) -> Work[Path]:
    """Write the 进展情况汇总 as .docx, in our own form or by the office's template; raises InputError.

    `charts` names those put into our own form (keys of jobs.charts.CHARTS), None for the usual ones.
    """
    from greenplan_desktop.insight.docx_style import OfficeFonts
    from greenplan_desktop.insight.docx_writer import docx_bytes
    from greenplan_desktop.insight.summary import summary
    from greenplan_desktop.insight.template import fill_template
    from greenplan_desktop.tasklist.docx_xml import turned_footers

    _require_docx(target)
    index = PlanIndex(plan_snapshot(store, plan_id).named_on(period.end))
    joined = progress.joined_texts(store, plan_id, period)
    yield Progress(0, 0, "正在整理汇总内容")
    if template is None:
        text = summary(index, period, joined, with_charts=True if charts is None else charts)
        content = yield from docx_bytes(text, lying_footers=turned_footers(OfficeFonts().number))
    else:
        content = yield from fill_template(read_bytes(template), template.name, index, period, joined)
    return whole_file.write(target, content)


def write_bulletin(store: Store, plan_id: int, period: Period, target: Path) -> Work[Path]:
    """Write the 通报 by unit as .docx; raises InputError."""
    from greenplan_desktop.insight.bulletin import bulletin
    from greenplan_desktop.insight.docx_writer import docx_bytes

    _require_docx(target)
    index = PlanIndex(plan_snapshot(store, plan_id).named_on(period.end))
    content = yield from docx_bytes(bulletin(statistics_of(index, period)))
    return whole_file.write(target, content)


def write_template(target: Path) -> Path:
    """Write the summary's template for the office to change in WPS or Word."""
    from greenplan_desktop.insight.template_default import default_template

    _require_docx(target)
    return whole_file.write(target, default_template())


def _require_docx(target: Path) -> None:
    if target.suffix.lower() != ".docx":
        raise InputError(f"汇总只能写成 .docx 文件，请把“{target.name}”改成以 .docx 结尾。")


def alignment(store: Store, plan_id: int, higher_id: int) -> Work[list[AlignedItem]]:
    """Every item of the higher plan with the tasks proposed for it, best first, and what clerks decided."""
    from greenplan_desktop.insight import align

    own, higher = plan_snapshot(store, plan_id), plan_snapshot(store, higher_id)
    places = "".join(filter(None, (own.plan.issuer, higher.plan.issuer)))
    return (
        yield from align.align(
            align.items_of_snapshot(own),
            align.items_of_snapshot(higher),
            _verdicts(store, own, higher),
            places=places,
        )
    )


def _verdicts(store: Store, own: PlanSnapshot, higher: PlanSnapshot) -> Verdicts:
    from greenplan_desktop.insight.align import Verdicts

    below, above = {t.id: t.code for t in own.tasks}, {t.id: t.code for t in higher.tasks}
    found = [r for r in rows.find(store, "alignment", plan_id=own.plan.id) if r["higher_task_id"] in above]
    pairs = {
        verdict: frozenset(
            (above[r["higher_task_id"]], below[r["task_id"]])
            for r in found
            if r["verdict"] == verdict and r["task_id"] in below
        )
        for verdict in ("confirmed", "refused")
    }
    still_open = frozenset(above[r["higher_task_id"]] for r in found if r["verdict"] == "open")
    return Verdicts(pairs["confirmed"], pairs["refused"], still_open)


def align_json(store: Store, plan_id: int, higher_id: int) -> dict[str, Any]:
    """What `greenplan align --json` prints."""
    from greenplan_desktop.insight import align

    return align.align_json(finish(alignment(store, plan_id, higher_id)))
