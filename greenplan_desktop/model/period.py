"""Reporting periods: quarters, halves, months and years, their names and their time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from .errors import InputError

_CODE = re.compile(r"^((?:19|20|21)\d\d)(?:Q([1-4])|H([12])|-(0[1-9]|1[0-2]))?$")
_QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period by its code: `2023Q2`, `2023H1`, `2023-06` or `2023`; months are 1-based and inclusive."""

    year: int
    first_month: int
    last_month: int

    @classmethod
    def parse(cls, code: str) -> Period:
        """The period of a code; raises InputError with a Chinese sentence where it is none."""
        match = _CODE.match(code.strip().upper())
        if not match:
            raise InputError(
                f"期次“{code}”写法不对，请写成 2023Q2（季度）、2023H1（半年）、2023-06（月）或 2023（全年）。"
            )
        year = int(match[1])
        if match[2]:
            quarter = int(match[2])
            return cls(year, quarter * 3 - 2, quarter * 3)
        if match[3]:
            half = int(match[3])
            return cls(year, half * 6 - 5, half * 6)
        if match[4]:
            month = int(match[4])
            return cls(year, month, month)
        return cls(year, 1, 12)

    @property
    def months(self) -> int:
        """Length in months."""
        return self.last_month - self.first_month + 1

    @property
    def code(self) -> str:
        """The code this period is named by on the command line."""
        if self.months == 3:
            return f"{self.year}Q{self.last_month // 3}"
        if self.months == 6:
            return f"{self.year}H{self.last_month // 6}"
        if self.months == 1:
            return f"{self.year}-{self.first_month:02d}"
        return str(self.year)

    @property
    def label(self) -> str:
        """The name in an official text: 2023年第二季度, 2023年上半年, 2023年6月, 2023年."""
        if self.months == 3:
            return f"{self.year}年第{_QUARTERS[self.last_month // 3 - 1]}季度"
        if self.months == 6:
            return f"{self.year}年{'上' if self.last_month == 6 else '下'}半年"
        if self.months == 1:
            return f"{self.year}年{self.first_month}月"
        return f"{self.year}年"

    @property
    def start(self) -> str:
        """First day, ISO."""
        return f"{self.year}-{self.first_month:02d}-01"

    @property
    def end(self) -> str:
        """Last day, ISO."""
        after = date(self.year + self.last_month // 12, self.last_month % 12 + 1, 1)
        return (after - timedelta(days=1)).isoformat()

    def previous(self) -> Period:
        """The period of the same kind just before this one."""
        first = self.first_month - self.months
        if first >= 1:
            return Period(self.year, first, self.last_month - self.months)
        return Period(self.year - 1, first + 12, self.last_month - self.months + 12)

    def next(self) -> Period:
        """The period of the same kind just after this one."""
        first = self.first_month + self.months
        if first <= 12:
            return Period(self.year, first, self.last_month + self.months)
        return Period(self.year + 1, first - 12, self.last_month + self.months - 12)
