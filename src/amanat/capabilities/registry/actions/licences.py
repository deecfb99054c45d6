"""Look whether a code belongs to a real deal; write down, confirm and end our own licences."""

import hashlib
from datetime import date

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.registry import queries, rules
from amanat.capabilities.registry.events import (
    LicenceConfirmed,
    LicenceEnded,
    LicenceExpired,
    LicenceProposed,
    LicenceTurnedDown,
)
from amanat.capabilities.registry.models import Licence, Look
from amanat.capabilities.registry.refusals import LicenceKnown, SecondPairOfEyes, TooManyLooks
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.codes import read_code
from amanat.words.moments import tehran_day
from amanat.words.persian import ascii_digits, normalise
from amanat.words.refusal import Invalid, NotYours, refuse_unless
from amanat.words.text import Text


@atomic
def look(act: Act, *, code: str, digits: str, network: str = "") -> Text | None:
    """The phrase of the deal, or None: never which of the two was wrong. Tries are counted."""
    known = read_code("D", code) or code.strip().upper()
    digest = hashlib.sha256(known.encode()).hexdigest()
    Look.objects.filter(at__lte=act.at - rules.LOOK_SPAN).delete()
    if network:
        few = queries.looks(act.at, network=network) < rules.MOST_LOOKS_OF_A_NETWORK
        refuse_unless(few, TooManyLooks)
    few = queries.looks(act.at, code_digest=digest) < rules.MOST_LOOKS_AT_A_CODE
    refuse_unless(few, TooManyLooks)
    Look.objects.create(network=network, code_digest=digest, at=act.at)
    watchword = deals.proved(code, digits)
    return watchword.phrase if watchword else None


@atomic
def propose_licence(
    act: Act,
    *,
    name: Text,
    issuer: Text,
    number: str,
    valid_from: date,
    valid_until: date,
    check_url: str,
) -> Licence:
    """Write a licence of ours down; nobody sees it before another officer confirms it."""
    _officer(act)
    number = ascii_digits(_line(number, "number", rules.LONGEST_NUMBER))
    rules.check_term(valid_from, valid_until, tehran_day(act.at))
    refuse_unless(not queries.is_known(number, valid_from), LicenceKnown, "number")
    licence = Licence(
        name_fa=_line(name.fa, "name_fa"), name_en=_line(name.en, "name_en"),
        issuer_fa=_line(issuer.fa, "issuer_fa"), issuer_en=_line(issuer.en, "issuer_en"),
        number=number, valid_from=valid_from, valid_until=valid_until,
        check_url=rules.public_address(check_url.strip()),
        proposed_by_id=act.person, proposed_at=act.at,
    )  # fmt: skip
    event = LicenceProposed(number, valid_from.isoformat(), valid_until.isoformat())
    move(act, licence, "propose_licence", event)
    return licence


@atomic
def confirm_licence(act: Act, *, licence_id: int) -> Licence:
    """Another officer has looked at the issuer's page: from now on everybody sees it."""
    licence = _locked(act, licence_id)
    refuse_unless(act.by != licence.proposed_by_id, SecondPairOfEyes)
    rules.check_term(licence.valid_from, licence.valid_until, tehran_day(act.at))
    licence.confirmed_by_id, licence.confirmed_at = act.person, act.at
    due_at = rules.end_of(licence.valid_until)
    move(act, licence, "confirm_licence", LicenceConfirmed(licence.number), due_at=due_at)
    return licence


@atomic
def turn_down_licence(act: Act, *, licence_id: int) -> Licence:
    """It is wrong, or not ours; whoever proposed it may take it back too."""
    licence = _locked(act, licence_id)
    move(act, licence, "turn_down_licence", LicenceTurnedDown(licence.number))
    return licence


@atomic
def end_licence(act: Act, *, licence_id: int, reason: str) -> Licence:
    """One officer is enough to claim less; the page says why it ended."""
    licence = _locked(act, licence_id)
    refuse_unless(reason in rules.END_REASONS, Invalid, "reason")
    licence.ended_by_id, licence.ended_at, licence.end_reason = act.person, act.at, reason
    move(act, licence, "end_licence", LicenceEnded(licence.number, reason))
    return licence


@atomic
def expire_licence(act: Act, *, licence_id: int) -> Licence:
    """Its last day is over."""
    licence = Licence.objects.lock(licence_id)
    licence.ended_at = act.at
    move(act, licence, "expire_licence", LicenceExpired(licence.number))
    return licence


def _locked(act: Act, licence_id: int) -> Licence:
    _officer(act)
    return Licence.objects.lock(licence_id)


def _officer(act: Act) -> None:
    refuse_unless(act.role is Role.OFFICER, NotYours)
    queries.check_officer(act.by)


def _line(typed: str, param: str, longest: int = rules.LONGEST_NAME) -> str:
    """A short text as it is kept."""
    line = " ".join(normalise(typed, param).split())
    refuse_unless(0 < len(line) <= longest, Invalid, param)
    return line
