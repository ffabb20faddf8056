"""Quarters: `2020-Q4` in the data, «IV квартал 2020» to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_CODE = re.compile(r"([1-9][0-9]{3})-Q([1-4])")
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter of a calendar year; sorts in time order."""

    year: int
    number: int

    @classmethod
    def parse(cls, code: str) -> Quarter:
        """Read a code such as `2020-Q4`; ValueError if it is not one."""
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"not a quarter: {code!r} (expected the form 2020-Q4)")
        return cls(int(match.group(1)), int(match.group(2)))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter that `day` falls in."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def code(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def name(self) -> str:
        return f"{_ROMAN[self.number - 1]} квартал {self.year}"

    @property
    def name_en(self) -> str:
        return f"Q{self.number} {self.year}"

    @property
    def start(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """The last day of the quarter."""
        return self.following.start - timedelta(days=1)

    @property
    def following(self) -> Quarter:
        if self.number == 4:
            return Quarter(self.year + 1, 1)
        return Quarter(self.year, self.number + 1)

    def until(self, last: Quarter) -> Iterator[Quarter]:
        """Yield every quarter from this one to `last`, both included."""
        quarter = self
        while quarter <= last:
            yield quarter
            quarter = quarter.following


FIRST_QUARTER = Quarter(2020, 4)
"""The first quarter of the database: the hromadas of today were elected in October 2020."""
