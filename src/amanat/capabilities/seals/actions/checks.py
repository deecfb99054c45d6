"""What the desk does with checks: pass or fail by hand, count the late ones, drop the needless."""

from amanat.capabilities.seals import rules
from amanat.capabilities.seals.actions.base import judged, of_seal, words_of
from amanat.capabilities.seals.actions.look import Seen, answer, run_checks
from amanat.capabilities.seals.events import CheckDropped, CheckLate
from amanat.capabilities.seals.models import Check, Seal
from amanat.capabilities.seals.refusals import EvidenceNeeded
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import Invalid, refuse_unless

CHECKERS = (Role.OFFICER, Role.SUPERVISOR)


@atomic
def pass_check(act: Act, *, check_id: int, method: str, source: str, words: str = "") -> Check:
    """An officer looked, in this way and there, and found it right."""
    seal, check = _looked_at(act, check_id)
    seen = Seen(True, _way(method), _source(source), words=words_of(words) if words else "")
    answer(act, seal, check, seen)
    return check


@atomic
def fail_check(act: Act, *, check_id: int, method: str, source: str, words: str) -> Check:
    """It is not right; the words tell the holder what to mend."""
    seal, check = _looked_at(act, check_id)
    seen = Seen(False, _way(method), _source(source), words=words_of(words))
    answer(act, seal, check, seen)
    return check


def _looked_at(act: Act, check_id: int) -> tuple[Seal, Check]:
    seal = judged(act, of_seal(Check, check_id), *CHECKERS)
    return seal, Check.objects.lock(check_id)


def _way(method: str) -> str:
    refuse_unless(method in rules.BY_HAND, Invalid, "method")
    return method


def _source(source: str) -> str:
    source = " ".join(normalise(source, "source").split())
    least, most = rules.LEAST_SOURCE, rules.LONGEST_SOURCE
    refuse_unless(least <= len(source) <= most, EvidenceNeeded, "source", least=least, most=most)
    return source


@atomic
def delay_check(act: Act, *, check_id: int) -> Check:
    """Five days passed: the supervisor sees it too, and the delay is counted in public."""
    check = Check.objects.lock(check_id)
    check.was_late = True
    move(act, check, "delay_check", CheckLate(check.seal_id, check.kind))
    return check


@atomic
def drop_check(act: Act, *, check_id: int) -> Check:
    """Nobody needs to look at it any more."""
    check = Check.objects.lock(check_id)
    move(act, check, "drop_check", CheckDropped(check.seal_id, check.kind))
    return check


@atomic
def look_again(act: Act, *, business_id: int) -> list[Seal]:
    """Something about the business has changed: open checks that answer themselves are answered."""
    waiting = Check.objects.filter(seal__business_id=business_id, state__in=["waiting", "late"])
    seals = []
    for seal_id in sorted(set(waiting.values_list("seal_id", flat=True))):
        seal = Seal.objects.lock(seal_id)
        run_checks(act, seal)
        seals.append(seal)
    return seals
