"""A deal before an arbiter, as its two sides and the clock move it: evidence and appeal."""

import hashlib

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions.settle import settle
from amanat.capabilities.deals.events import (
    CaseClosed,
    CaseOpened,
    CasePassedOn,
    EvidenceClosed,
    EvidenceExtended,
    EvidenceGiven,
    RulingAppealed,
    RulingEnforced,
    RulingUnserved,
)
from amanat.capabilities.deals.models import Appeal, Case, Deal, DealFile, Recusal, Statement
from amanat.capabilities.deals.refusals import (
    AppealTimePassed,
    EvidenceExtendedBefore,
    StatementLength,
    TooManyFiles,
    TooManyStatements,
)
from amanat.capabilities.deals.rules import (
    MOST_DEAL_FILES,
    MOST_FILES,
    MOST_STATEMENTS,
    STATEMENT_CHARACTERS,
)
from amanat.capabilities.evidence import queries as evidence
from amanat.kernel.clock.calendar import after_working_days
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.persian import normalise
from amanat.words.refusal import refuse_unless


@atomic
def open_case(act: Act, *, deal_id: int) -> Case:
    """A case begins with time for both sides to say what happened, and to prove it."""
    case = Case(deal_id=deal_id, opened_at=act.at)
    due_at = act.at + law.hours("deal.evidence_hours", act.at)
    move(act, case, "open_case", CaseOpened(deal_id), due_at=due_at)
    return case


@atomic
def give_evidence(
    act: Act, *, case_id: int, words: str, file_ids: tuple[int, ...] = ()
) -> Statement:
    """Say what happened, with files; both sides and the arbiter read it, nobody changes it."""
    deal, case = lock_case(case_id)
    deal.check_side(act)
    words = checked(words)
    refuse_unless(len(file_ids) <= MOST_FILES, TooManyFiles, "pictures", most=MOST_FILES)
    given = case.statements.filter(role=act.role).count()
    refuse_unless(given < MOST_STATEMENTS, TooManyStatements, most=MOST_STATEMENTS)
    room = MOST_DEAL_FILES - deal.files.count()
    refuse_unless(len(file_ids) <= room, TooManyFiles, "pictures", most=MOST_DEAL_FILES)
    event = EvidenceGiven(deal.pk, act.role, _sha256(words), len(file_ids))
    move(act, case, "give_evidence", event, due_at=case.due_at)
    for file_id in file_ids:
        evidence.open_file(file_id, act.by)
        DealFile.objects.get_or_create(
            deal=deal, file_id=file_id,
            defaults={"role": act.role, "about": "evidence", "at": act.at},
        )  # fmt: skip
    return Statement.objects.create(case=case, role=act.role, words=words, at=act.at)


@atomic
def extend_evidence(act: Act, *, case_id: int) -> Case:
    """More time for both sides, once in a case, whoever asks for it."""
    deal, case = lock_case(case_id)
    deal.check_side(act)
    refuse_unless(not case.is_extended, EvidenceExtendedBefore)
    case.is_extended = True
    length = law.hours("deal.evidence_extension_hours", act.at)
    due_at = case.due_at + length if case.due_at else None
    move(act, case, "extend_evidence", EvidenceExtended(deal.pk, act.role), due_at=due_at)
    return case


@atomic
def close_evidence(act: Act, *, case_id: int) -> Case:
    """The time for evidence is over: the arbiter reads what there is."""
    deal, case = lock_case(case_id)
    due_at = after_working_days(act.at, law.whole("deal.review_days", act.at))
    move(act, case, "close_evidence", EvidenceClosed(deal.pk), due_at=due_at)
    return case


@atomic
def pass_on(act: Act, *, case_id: int) -> Case:
    """No ruling came in time: whoever had the case is out of it. No money moves by this."""
    deal, case = lock_case(case_id)
    if case.arbiter_id is not None:
        Recusal.objects.get_or_create(
            case=case, officer_id=case.arbiter_id, defaults={"why": "late", "at": act.at}
        )
    case.arbiter_id = None
    due_at = after_working_days(act.at, law.whole("deal.review_days", act.at))
    move(act, case, "pass_on", CasePassedOn(deal.pk), due_at=due_at)
    return case


@atomic
def appeal(act: Act, *, case_id: int, words: str) -> Case:
    """Ask that another person look at the ruling; the money stays where it is."""
    deal, case = lock_case(case_id)
    deal.check_side(act)
    words = checked(words)
    is_in_time = case.due_at is None or act.at < case.due_at
    refuse_unless(is_in_time, AppealTimePassed)
    case.arbiter_id = None
    due_at = after_working_days(act.at, law.whole("deal.review_days", act.at))
    move(act, case, "appeal", RulingAppealed(deal.pk, act.role), due_at=due_at)
    Appeal.objects.create(case=case, role=act.role, words=words, at=act.at)
    return case


@atomic
def enforce(act: Act, *, case_id: int) -> Case:
    """Nobody appealed: the ruling is final, and the money moves as it says.

    Silence counts only when the ruling reached both sides, by an SMS that arrived or a call.
    """
    deal, case = lock_case(case_id)
    if not queries.is_served(case):
        return await_service(act, case_id=case_id)
    move(act, case, "enforce", RulingEnforced(deal.pk))
    ruling = case.rulings.latest("number")
    settle(
        act, deal_id=deal.pk, price_units=ruling.price_units, how="ruling",
        return_freight_by=ruling.return_freight_by,
    )  # fmt: skip
    return case


@atomic
def await_service(act: Act, *, case_id: int) -> Case:
    """The ruling did not reach somebody: tell both again, and let the time run anew."""
    deal, case = lock_case(case_id)
    due_at = act.at + law.hours("deal.appeal_hours", act.at)
    entry = move(act, case, "await_service", RulingUnserved(deal.pk), due_at=due_at)
    Case.objects.filter(pk=case.pk).update(told_by=entry.pk)
    return case


@atomic
def close_case(act: Act, *, case_id: int) -> Case:
    """The two settled it themselves: no ruling is needed any more."""
    deal, case = lock_case(case_id)
    move(act, case, "close_case", CaseClosed(deal.pk))
    return case


def lock_case(case_id: int) -> tuple[Deal, Case]:
    """The case and its deal, locked in the order of every verb: the deal first."""
    found = queries.case(case_id)
    return Deal.objects.lock(found.deal_id), Case.objects.lock(case_id)


def checked(words: str, param: str = "words") -> str:
    words = normalise(words)
    fine = len(words) in STATEMENT_CHARACTERS
    least, most = STATEMENT_CHARACTERS[0], STATEMENT_CHARACTERS[-1]
    refuse_unless(fine, StatementLength, param, least=least, most=most)
    return words


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
