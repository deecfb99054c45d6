"""Close of day: somebody of finance signs that it adds up, or that every difference has an owner."""

import hashlib
import json
from datetime import date
from typing import Any

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.reconciliation import queries
from amanat.capabilities.reconciliation.actions.rights import finance_only
from amanat.capabilities.reconciliation.events import DayClosed
from amanat.capabilities.reconciliation.models import Closing
from amanat.capabilities.reconciliation.refusals import (
    DayClosedAlready,
    DayNotClear,
    DayNotOver,
    NotWhatYouRead,
)
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.refusal import refuse_unless


@atomic
def close_day(act: Act, *, day: date, sha256: str) -> Closing:
    """Sign this day: sum zero, and no difference without a reason and an owner.

    Refused with DayNotOver before the bank's whole statement is here, DayNotClear while anything
    stands open, NotWhatYouRead when the figures are no longer those that were read.
    """
    finance_only(act)
    refuse_unless(not Closing.objects.filter(day=day).exists(), DayClosedAlready, "day")
    refuse_unless(queries.is_whole(day), DayNotOver, "day")
    content = queries.closing_content(day)
    count = len(content["open"]) + (payments.conservation().sum_units != 0)
    refuse_unless(count == 0, DayNotClear, "day", count=count)
    refuse_unless(sha256 == sha256_of(content), NotWhatYouRead)
    made = Closing.objects.create(
        day=day, by_id=act.person, at=act.at, content=content, sha256=sha256
    )
    told = DayClosed(
        day.isoformat(), sha256, int(content["difference_units"]), len(content["explained"])
    )
    record(act, told, subject=made)
    return made


def sha256_of(content: dict[str, Any]) -> str:
    """The hash of what is signed."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
