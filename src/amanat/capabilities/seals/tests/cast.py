"""A business with a seal for the stories of this room and others, made by the real verbs."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from amanat.capabilities.businesses.models import Business
from amanat.capabilities.businesses.tests.cast import a_business, a_person, staff
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.capabilities.people.models import Person
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.actions.look import Seen, answer
from amanat.capabilities.seals.models import Check, Decision, Seal
from amanat.kernel.clock import time as clock
from amanat.kernel.log.tests.kept import kept
from amanat.words.act import Act, Role

WORDS = "همه‌چیز درست بود؛ پاسخ استعلام ضمیمه است."
SOURCE = "سامانهٔ استعلام صادرکننده"


@dataclass
class Cast:
    """The people around one seal; `at` is the moment at which they act."""

    owner: Person
    business: Business
    clerk: Person
    chief: Person
    board: Person
    judge: Person
    at: datetime

    def holder(self) -> Act:
        return Act(self.owner.pk, Role.HOLDER, self.at)

    def officer(self) -> Act:
        return Act(self.clerk.pk, Role.OFFICER, self.at)

    def supervisor(self) -> Act:
        return Act(self.chief.pk, Role.SUPERVISOR, self.at)

    def committee(self) -> Act:
        return Act(self.board.pk, Role.COMMITTEE, self.at)

    def panel(self) -> Act:
        return Act(self.judge.pk, Role.PANEL, self.at)

    def clock(self) -> Act:
        return Act(None, Role.CLOCK, self.at)

    def house(self) -> Act:
        return Act(None, Role.HOUSE, self.at)

    def domain(self) -> str:
        return self.business.domains.latest("pk").name

    # The stations of a seal, each reached by the verbs before it.

    @kept
    def draft(self, level: int = 1) -> Seal:
        return seals.apply_for_seal(
            self.holder(), business_id=self.business.pk, domain=self.domain(), level=level
        )

    @kept
    def checking(self, level: int = 1) -> Seal:
        return seals.submit_seal(self.holder(), seal_id=self.draft(level).pk)

    @kept
    def signing(self, level: int = 1) -> Seal:
        seal = self.checking(level)
        self.pass_all(seal)
        return fresh(seal)

    @kept
    def review(self, level: int = 1) -> Seal:
        seal = self.signing(level)
        self.sign(seal)
        return fresh(seal)

    @kept
    def granted(self, level: int = 1) -> Seal:
        seal = self.review(level)
        self.decide(seal, "grant")
        return fresh(seal)

    @kept
    def suspended(self, reason: str = "critical_finding", level: int = 1) -> Seal:
        seal = self.granted(level)
        seals.suspend_for(self.house(), business_id=self.business.pk, reason=reason)
        return fresh(seal)

    @kept
    def revoked(self) -> Seal:
        seal = self.suspended()
        self.decide(seal, "revoke")
        return fresh(seal)

    @kept
    def refused(self) -> Seal:
        seal = self.review()
        self.decide(seal, "refuse")
        return fresh(seal)

    @kept
    def converting(self, level: int = 0) -> Seal:
        seal = self.granted(level)
        return seals.ask_conversion(self.holder(), seal_id=seal.pk, level=level + 1)

    # What they do on the way.

    def pass_all(self, seal: Seal) -> None:
        """Every open check is passed: by hand, or by our crawler."""
        for check in seal.checks.filter(state__in=["waiting", "late"]).order_by("pk"):
            self.settle(check, is_fine=True)

    def settle(self, check: Check, *, is_fine: bool) -> None:
        if check.kind in rules.ASKS_OUTSIDE:
            seen = Seen(is_fine, "connection", "https://…", words="" if is_fine else WORDS)
            with transaction.atomic():
                seal, held = fresh(check.seal), Check.objects.lock(check.pk)
                if held.is_open:  # A worker of the stage may have looked at the site already.
                    answer(self.house(), seal, held, seen)
            return
        verb = seals.pass_check if is_fine else seals.fail_check
        verb(self.officer(), check_id=check.pk, method="visit", source=SOURCE, words=WORDS)

    def sign(self, seal: Seal) -> None:
        act = self.holder()
        row = people.send_code(
            act, phone=self.owner.phone, purpose=seals.UNDERTAKE, subject=seal.code
        )
        sent = persons.code_for_delivery(row.pk, self.at)
        assert sent is not None
        people.confirm_code(
            act, phone=self.owner.phone, purpose=seals.UNDERTAKE, subject=seal.code, code=sent.code
        )
        seals.sign_undertaking(act, seal_id=seal.pk, sha256=rules.undertaking_sha256())

    def propose(self, seal: Seal, kind: str, **terms: int) -> Decision:
        return seals.propose_decision(
            self.officer(), seal_id=seal.pk, kind=kind, words=WORDS, **terms
        )

    def decide(self, seal: Seal, kind: str, **terms: int) -> Decision:
        """One proposes, the other confirms: the committee where it is the committee's."""
        decision = self.propose(seal, kind, **terms)
        is_for_committee = kind == "revoke" or seal.state == "committee"
        second = self.committee() if is_for_committee else self.supervisor()
        return seals.confirm_decision(second, seal_decision_id=decision.pk)


def fresh(seal: Seal) -> Seal:
    return queries.seal(seal.pk)


@kept
def a_cast(*, licence_until: date | None = None, class_code: str = "general") -> Cast:
    """A confirmed business with its licence and its domain, and a desk."""
    owner, clerk = a_person("سارا احمدی"), staff(name="نادر رستمی")
    business = a_business(owner, clerk=staff(), licence_until=licence_until, class_code=class_code)
    return Cast(
        owner, business, clerk, staff(Role.SUPERVISOR), staff(Role.COMMITTEE), staff(Role.PANEL),
        clock.now(),
    )  # fmt: skip


@kept
def a_seal(level: int = 1, *, licence_until: date | None = None) -> Seal:
    """A granted seal of a new business."""
    return a_cast(licence_until=licence_until).granted(level)
