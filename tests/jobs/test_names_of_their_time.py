"""A unit renamed from a date: what is printed of an earlier period bears the name of its time."""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path

from greenplan_desktop.jobs import assign, figures, find, lists, units
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish
from greenplan_desktop.store import plans
from greenplan_desktop.store.database import Store


def names(path: Path) -> set[str]:
    """The names of the renamed unit that stand in a written file."""
    with zipfile.ZipFile(path) as parts:
        text = "".join(parts.read(part).decode() for part in parts.namelist() if part.endswith(".xml"))
    return set(re.findall("区科技(?:信息化)?局", html.unescape(text)))


def test_what_is_printed_of_a_period_bears_the_names_of_its_time(planned: Store, tmp_path: Path) -> None:
    units.rename_unit(planned, find.unit(planned, "区科技局").id, "区科技信息化局", "2024-03-01")
    plan = plans.all_plans(planned)[0].id
    assign.assign(planned, plan, "1", lead=["区科技信息化局"])
    for code, name in (("2023Q4", "区科技局"), ("2024Q1", "区科技信息化局")):
        period = Period.parse(code)
        order = lists.Order(preset="进展台账", period=period)
        assert names(finish(lists.write(planned, plan, order, tmp_path / f"{code}.xlsx")).path) == {name}
        assert names(finish(figures.write_bulletin(planned, plan, period, tmp_path / f"{code}.docx"))) == {
            name
        }
        assert names(finish(figures.write_summary(planned, plan, period, tmp_path / "汇总.docx"))) == {name}


def test_what_is_printed_of_no_period_bears_the_names_of_today(planned: Store, tmp_path: Path) -> None:
    units.rename_unit(planned, find.unit(planned, "区科技局").id, "区科技信息化局", "2024-03-01")
    order = lists.Order(period=Period.parse("2023Q4"))
    written = finish(lists.write(planned, plans.all_plans(planned)[0].id, order, tmp_path / "清单.docx"))
    assert names(written.path) == {"区科技信息化局"}
