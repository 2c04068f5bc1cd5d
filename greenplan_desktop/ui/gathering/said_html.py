"""What units said of a task as one text with links to its sources: this period, then the earlier ones."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from greenplan_desktop.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.jobs.gathering import Said, Standing

FIELDS = (("achievement", "进展"), ("problems", "问题"), ("next_steps", "下一步"), ("remarks", "备注"))

_TO_SHEET = "\u2060".join("看原表") + "\xa0"  # the words stay on one line


def said_html(now: Sequence[Said], before: Sequence[tuple[Standing, Sequence[Said]]]) -> str:
    """This period's reports, the lead's first, and below them period by period what was said before."""
    colours = theme.colours()
    nothing = f"<p style='color:{colours.muted}'>本期还没有单位报送这一项。</p>"
    parts = ["".join(_report(one) for one in now) if now else nothing]
    for standing, found in before:
        parts.append(
            f"<p style='margin-top:16px; color:{colours.accent_text}'><b>{standing.period.label}</b>"
            f"　{escape(standing.words)}</p>" + "".join(_report(one) for one in found)
        )
    return "".join(parts)


def _report(one: Said) -> str:
    colours = theme.colours()
    sources = {field: (file, sheet, cell) for field, file, sheet, cell in one.sources}
    same = f"　<span style='color:{colours.orange}'>与上期一字不差</span>" if one.repeated else ""
    lines = [
        f"<p style='margin:10px 0 4px 0'><b>{escape(one.unit)}</b>　{one.role}　{escape(one.state)}{same}</p>"
    ]
    for field, word in FIELDS:
        text = getattr(one.report, field)
        if text:
            body = escape(text).replace("\n", "<br>")
            lines.append(
                f"<p style='margin:2px 0 2px 8px'><span style='color:{colours.muted}'>{word}：</span>"
                f"{body}{_link(sources.get(field))}</p>"
            )
    return "".join(lines)


def _link(source: tuple[int, str, str] | None) -> str:
    """A link to the cell a text came from."""
    if source is None:
        return ""
    file, sheet, cell = source
    href = escape(f"{file}|{sheet}|{cell}", quote=True)
    colour = theme.colours().accent_text
    return f" <a style='color:{colour}; text-decoration:none' href='{href}'>{_TO_SHEET}{escape(cell)}</a>"
