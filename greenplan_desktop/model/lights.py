"""序时进度: a task's percent held against the time gone, and the light that follows from the office's scheme."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from .status import UNREPORTED, Status

if TYPE_CHECKING:
    from .period import Period
    from .records import StoredPlan

Colour = Literal["green", "yellow", "red", "blue", "none"]
TimeMode = Literal["plan", "year"]
COLOUR_WORD: dict[str, str] = {"green": "绿", "yellow": "黄", "red": "红", "blue": "蓝", "none": "无"}
DELAYED_WITHOUT_PERCENT = 0.1  # points behind assumed where a unit says 滞后 and gives no figure


@dataclass(frozen=True, slots=True)
class LightScheme:
    """Which light shows what; cities differ, so that every field can be set by the office.

    `steps` are (points behind at most, colour) in rising order; beyond the last step `beyond` holds.
    """

    steps: tuple[tuple[float, Colour], ...] = ((0.0, "green"), (30.0, "yellow"))
    beyond: Colour = "red"
    completed: Colour = "blue"
    not_started: Colour = "red"
    unreported: Colour = "none"
    overdue: Colour | None = None  # None: being overdue alone changes no light
    delayed_never_green: bool = True

    def to_json(self) -> str:
        """The scheme as the JSON text kept in a setting."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | None) -> LightScheme:
        """The scheme of a setting's text; the default where there is none or it cannot be read."""
        try:
            fields = json.loads(text) if text else {}
            if "steps" in fields:
                fields["steps"] = tuple((float(limit), colour) for limit, colour in fields["steps"])
            scheme = cls(**fields)
        except (ValueError, TypeError):
            return cls()
        known = set(COLOUR_WORD)
        used = {scheme.beyond, scheme.completed, scheme.not_started, scheme.unreported}
        used.update(colour for _, colour in scheme.steps)
        return scheme if used <= known and scheme.overdue in (None, *known) else cls()


def time_gone(period: Period, plan: StoredPlan, mode: TimeMode = "plan") -> float:
    """Share of the time gone at the period's end, in whole months, 0 to 1.

    `plan` counts from January of the plan's first year to December of its last; `year` counts the
    months of the period's year. A plan without years counts like a year.
    """
    if mode == "year" or plan.period_from is None or plan.period_to is None:
        return period.last_month / 12
    months = (plan.period_to - plan.period_from + 1) * 12
    gone = (period.year - plan.period_from) * 12 + period.last_month
    return min(1.0, max(0.0, gone / months)) if months > 0 else period.last_month / 12


def light(
    percent_tenths: int | None,
    gone: float,
    status: str,
    scheme: LightScheme | None = None,
    *,
    overdue: bool = False,
) -> Colour:
    """The light of a task: by default on time green, up to 30 points behind yellow, else red; done blue.

    Without a percent, 正常推进 counts as on time and 进展滞后 as just behind.
    """
    scheme = scheme or LightScheme()
    if status == Status.COMPLETED:
        return scheme.completed
    if overdue and scheme.overdue is not None:
        return scheme.overdue
    if status == UNREPORTED:
        return scheme.unreported
    if status == Status.NOT_STARTED:
        return scheme.not_started
    behind = round(gone * 100 - percent_tenths / 10, 6) if percent_tenths is not None else 0.0
    if status == Status.DELAYED and (percent_tenths is None or scheme.delayed_never_green):
        behind = max(behind, DELAYED_WITHOUT_PERCENT)
    return next((colour for limit, colour in scheme.steps if behind <= limit), scheme.beyond)
