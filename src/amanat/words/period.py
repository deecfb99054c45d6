"""A half-open stretch of time: from `since`, up to but not including `until`."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        assert self.since.utcoffset() is not None and self.until.utcoffset() is not None
        assert self.since <= self.until, "A period does not run backwards."

    def __contains__(self, moment: datetime) -> bool:
        return self.since <= moment < self.until

    @property
    def length(self) -> timedelta:
        return self.until - self.since
