"""Licences to trade: written down by the holder, confirmed by an officer, over on their day."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from amanat.capabilities.businesses import queries, rules, states
from amanat.capabilities.businesses.actions.parts import line, officer, open_one, ours, reason
from amanat.capabilities.businesses.events import (
    TradeLicenceAdded,
    TradeLicenceConfirmed,
    TradeLicenceEnded,
    TradeLicenceTakenBack,
    TradeLicenceTurnedDown,
)
from amanat.capabilities.businesses.models import Business, TradeLicence
from amanat.capabilities.businesses.refusals import (
    LicenceOfAnother,
    SheetFull,
    TermBackwards,
    TermOver,
    TradeLicenceKnown,
    UnknownClass,
)
from amanat.kernel import sealing
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words import identity
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.persian import ascii_digits
from amanat.words.powers import PAPERS
from amanat.words.refusal import Invalid, refuse_unless

SEALED_FOR = "trade_licence.holder"
COUNTED = (states.WAITING, states.IN_FORCE)


@atomic
def add_trade_licence(
    act: Act,
    *,
    business_id: int,
    class_code: str,
    issuer_kind: str,
    issuer: str,
    number: str,
    holder_id: str,
    valid_from: date,
    valid_until: date,
) -> TradeLicence:
    """Write a licence down as it stands on its paper; it counts once an officer confirmed it.

    `holder_id` is the national or company id on the paper: another's licence is refused.
    """
    one = open_one(act, business_id, PAPERS)
    refuse_unless(class_code in rules.CLASSES, UnknownClass, "class_code")
    refuse_unless(issuer_kind in rules.ISSUERS, Invalid, "issuer_kind")
    _check_term(act, valid_from, valid_until)
    holder = _holder_of(one, holder_id)
    licence = TradeLicence(
        business=one, class_code=class_code, issuer_kind=issuer_kind,
        issuer=line(issuer, "issuer"),
        number=ascii_digits(line(number, "number", rules.LONGEST_NUMBER)),
        valid_from=valid_from, valid_until=valid_until,
        holder_sealed=sealing.seal(holder, about=f"{SEALED_FOR}:{one.code}"),
        holder_index=queries.identity_mark(holder), added_by_id=act.person, added_at=act.at,
    )  # fmt: skip
    mine = TradeLicence.objects.filter(business=one, state__in=COUNTED)
    most = rules.MOST_OF_A_KIND
    refuse_unless(mine.count() < most, SheetFull, "number", most=most)
    refuse_unless(not _is_known(licence, mine), TradeLicenceKnown, "number")
    event = TradeLicenceAdded(business_id, class_code)
    move(act.wearing(Role.HOLDER), licence, "add_trade_licence", event)
    return licence


@atomic
def take_back_trade_licence(act: Act, *, trade_licence_id: int) -> TradeLicence:
    """The holder wrote it down wrongly, and nobody has confirmed it yet."""
    business_id = queries.trade_licence(trade_licence_id).business_id
    ours(act, business_id, PAPERS)
    licence = TradeLicence.objects.lock(trade_licence_id)
    event = TradeLicenceTakenBack(business_id)
    move(act.wearing(Role.HOLDER), licence, "take_back_trade_licence", event)
    return licence


@atomic
def confirm_trade_licence(
    act: Act, *, trade_licence_id: int, holder_id: str, source: str
) -> TradeLicence:
    """The issuer was asked (`source` says where) and named this holder: from now on it counts."""
    licence = _asked(act, trade_licence_id)
    _check_term(act, licence.valid_from, licence.valid_until)
    _holder_of(licence.business, holder_id)
    known = TradeLicence.objects.filter(state=states.IN_FORCE)
    refuse_unless(not _is_known(licence, known), TradeLicenceKnown)
    licence.checked_by_id, licence.checked_at = act.person, act.at
    licence.check_source = reason(source, "source")
    event = TradeLicenceConfirmed(
        licence.business_id, licence.class_code, licence.valid_from.isoformat(),
        licence.valid_until.isoformat(),
    )  # fmt: skip
    due_at = rules.end_of(licence.valid_until)
    try:
        with transaction.atomic():
            move(act, licence, "confirm_trade_licence", event, due_at=due_at)
    except IntegrityError:
        raise TradeLicenceKnown from None
    return licence


@atomic
def turn_down_trade_licence(act: Act, *, trade_licence_id: int, why: str) -> TradeLicence:
    """The issuer does not know it, or says something else."""
    licence = _asked(act, trade_licence_id)
    refuse_unless(why in rules.TURN_DOWN_REASONS, Invalid, "why")
    licence.checked_by_id, licence.checked_at, licence.end_reason = act.person, act.at, why
    event = TradeLicenceTurnedDown(licence.business_id, why)
    move(act, licence, "turn_down_trade_licence", event)
    return licence


@atomic
def end_trade_licence(act: Act, *, trade_licence_id: int, why: str) -> TradeLicence:
    """Its issuer took it away, or it should never have been confirmed: one officer is enough."""
    licence = _asked(act, trade_licence_id)
    refuse_unless(why in rules.END_REASONS and why != "expired", Invalid, "why")
    licence.ended_at, licence.end_reason = act.at, why
    event = TradeLicenceEnded(licence.business_id, licence.class_code, why)
    move(act, licence, "end_trade_licence", event)
    return licence


@atomic
def expire_trade_licence(act: Act, *, trade_licence_id: int) -> TradeLicence:
    """Its last day is over in Tehran."""
    licence = TradeLicence.objects.lock(trade_licence_id)
    licence.ended_at, licence.end_reason = act.at, "expired"
    event = TradeLicenceEnded(licence.business_id, licence.class_code, "expired")
    move(act, licence, "expire_trade_licence", event)
    return licence


def _asked(act: Act, trade_licence_id: int) -> TradeLicence:
    """The licence, locked behind its business, for an officer without a tie to it."""
    officer(act)
    business_id = queries.trade_licence(trade_licence_id).business_id
    Business.objects.lock(business_id)
    queries.check_untied(act, business_id)
    return TradeLicence.objects.lock(trade_licence_id)


def _holder_of(one: Business, typed: str) -> str:
    """The id of the licence's holder, which must be the business's own."""
    digits = identity.bare(typed)
    is_legal = len(digits) == queries.LEGAL_DIGITS
    number = (identity.legal_id if is_legal else identity.national_id)(typed, "holder_id")
    refuse_unless(
        queries.identity_mark(number) == one.identity_index, LicenceOfAnother, "holder_id"
    )
    return number


def _check_term(act: Act, valid_from: date, valid_until: date) -> None:
    fine = rules.is_term_fine(valid_from, valid_until)
    refuse_unless(fine, TermBackwards, "valid_until", years=rules.LONGEST_TERM_YEARS)
    refuse_unless(valid_until >= tehran_day(act.at), TermOver, "valid_until")


def _is_known(licence: TradeLicence, among: QuerySet[TradeLicence]) -> bool:
    same = among.filter(
        issuer_kind=licence.issuer_kind, issuer=licence.issuer, number=licence.number,
        valid_from=licence.valid_from,
    )  # fmt: skip
    return same.exclude(pk=licence.pk).exists()
