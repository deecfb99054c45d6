"""Each change of the terms is another version with a hash; contracts stay under theirs."""

from datetime import datetime, time, timedelta

from amanat.capabilities.permits import queries
from amanat.capabilities.permits.models import Permit, PermitVersion
from amanat.words.act import Act
from amanat.words.moments import TEHRAN, tehran_day


def append(act: Act, one: Permit, kind: str) -> PermitVersion:
    """The next version, not saved yet: the move that publishes it comes first."""
    day = tehran_day(act.at)
    body = queries.body_of(one, day)
    number = one.versions.count() + 1
    return PermitVersion(
        permit=one, number=number, kind=kind, body=body, sha256=queries.sha256_of(body),
        from_day=day, at=act.at,
    )  # fmt: skip


def sale_ends_at(one: Permit) -> datetime:
    """The moment after the last day of sale, in Tehran."""
    assert one.sale_until is not None, "A permit has its last day."
    return datetime.combine(one.sale_until + timedelta(1), time(), tzinfo=TEHRAN)
