"""What the desk sees of one seal: its facts, rules and decisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import queries as people
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.models import Decision, Letter, Seal
from amanat.capabilities.seals.states import DECISION, LIVE, SEAL
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.law import parameters as law
from amanat.words.act import Role
from amanat.words.machine import Machine
from amanat.words.persian import persian_digits
from amanat.words.text import Text

MOST_QUEUED = 100
#  The row of the seal's machine that a decision of this kind takes.
ROW_OF = {
    "grant": "grant_seal",
    "refuse": "refuse_seal",
    "convert_up": "convert_up",
    "suspend": "suspend_seal",
    "lift": "lift_suspension",
    "revoke": "revoke_seal",
}
STOPS = {
    "suspend": Text(
        "تعهد تازه، فروش تازه و درگاه تازه", "New commitments, new sales, new gateways"
    ),
    "revoke": Text("نماد، نشان آن و هر فروش تازه", "The seal, its badge and every new sale"),
}
GOES_ON = Text(
    "تحویل آنچه فروخته شده، بازگرداندن پول، پاسخ به شکایت، و پول امانی که آزاد می‌شود",
    "Delivery of what was sold, refunds, answers to complaints, money leaving escrow",
)
PUBLIC_WORDS = {
    "grant": Text("نماد {domain} در سطح {level} داده شد.", "{domain} has a seal at level {level}."),
    "refuse": Text("درخواست در دفتر همگانی نمی‌آید.", "An application is not made public."),
    "convert_up": Text("سطح نماد {domain} به {level} رسید.", "{domain} rose to level {level}."),
    "suspend": Text("نماد {domain} تعلیق شده است؛ خرید تازه نکنید.",
                    "The seal of {domain} is suspended; make no new purchase."),
    "lift": Text("نماد {domain} دوباره معتبر است.", "The seal of {domain} is valid again."),
    "revoke": Text("نماد {domain} لغو شد.", "The seal of {domain} is revoked."),
}  # fmt: skip


def _numbered(says: Text, **facts: int | str) -> Text:
    """A sentence with its numbers in the digits of each language."""
    persian = {
        name: persian_digits(one) if isinstance(one, int) else one for name, one in facts.items()
    }
    return Text(says.fa.format(**persian), says.en.format(**facts))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the right-hand side: what it asks, whether it holds, and where it is from."""

    label: Text
    is_met: bool | None
    says: Text | None
    source: str
    is_confirmed: bool


def rules_of(seal: Seal, at: datetime) -> list[Rule]:
    """Every rule a decision stands on, with pass or fail and the dated row behind it."""
    day = tehran_day(at)
    names = ("seal.levels", "seal.validity", "seal.validity.alternative")
    rows = law.rows_in_force(names, day)
    level = max(seal.asked_level, seal.level)
    levels, validity, other = (rows[name] for name in names)
    absent = set(queries.missing_checks(seal, level, day))
    newest = queries.newest_checks(seal.pk)
    found = []
    for kind in rules.needed(levels.value, level):
        check = newest.get(kind)
        verdict = kind not in absent
        is_open = check is None or check.is_open
        state = check.state_label if check else None
        found.append(
            Rule(rules.KINDS[kind], None if is_open and not verdict else verdict, state,
                 levels.source, levels.status == "confirmed")
        )  # fmt: skip
    until = queries.licences_until(seal, day) if seal.classes else None
    covers = Text("پروانه‌ها همهٔ رده‌ها را می‌پوشانند", "Licences cover every class")
    if rules.needs_licence(levels.value, level):
        found.append(Rule(covers, until is not None, None, "regulation 1", True))
    months = Text(
        "اعتبار {a} ماه؛ راهنماهای تازه‌تر می‌گویند {b} ماه ({source})",
        "Valid for {a} months; later guides say {b} ({source})",
    )
    months = _numbered(
        months, a=validity.value["months"], b=other.value["months"], source=other.source
    )
    found.append(Rule(months, True, None, validity.source, validity.status == "confirmed"))
    return found


def second_role(decision: Decision, hats: Iterable[Role]) -> Role | None:
    """The hat in which this person may confirm the decision now."""
    wanted = {row.verb for row in SEAL} & {ROW_OF.get(decision.kind, "")}
    rows = [row for row in SEAL if row.verb in wanted and row.old == decision.seal.state]
    able = {role for row in rows for role in row.who} & set(hats)
    allowed = {role for row in DECISION for role in row.who if row.verb == "confirm_decision"}
    return next(
        (role for role in (Role.SUPERVISOR, Role.COMMITTEE) if role in able & allowed), None
    )


def role_for(machine: Machine, verb: str, state: str, person_id: int) -> Role:
    """The hat of this person that the machine asks for; the first one when none fits."""
    row, hats = machine.find(verb, state), people.hats(person_id)
    wanted = row.who if row else frozenset()
    order = (Role.OFFICER, Role.SUPERVISOR, Role.COMMITTEE, Role.PANEL)
    return next((role for role in order if role in wanted & hats), Role.OFFICER)


def kinds_for(seal: Seal) -> dict[str, Text]:
    """The decisions an officer may propose about a seal in its state."""
    return {
        kind: rules.DECISIONS[kind] for kind, states in rules.FITS.items()
        if seal.state in states and kind in ROW_OF
    }  # fmt: skip


def public_words(kind: str, seal: Seal, level: int) -> Text:
    """What the public page will say."""
    return _numbered(PUBLIC_WORDS[kind], domain=seal.shown, level=level)


@dataclass(frozen=True, slots=True)
class Facts:
    """The left-hand side: what the registers know."""

    applicant: str
    proofs: bool
    licences: list[tuple[Text, str, str, date]]
    activities: list[Text]
    sisters: list[str]


def facts(seal: Seal, at: datetime) -> Facts:
    day = tehran_day(at)
    proven = {one.name for one in businesses.proven_domains(seal.business_id, at)}
    papers = businesses.valid_licences(seal.business_id, day)
    sisters = businesses.many(businesses.sister_businesses(seal.business_id))
    return Facts(
        people.display_name(seal.applied_by_id),
        seal.domain in proven,
        [(one.class_label, one.issuer, one.number, one.valid_until) for one in papers],
        [one.label for one in businesses.activities(seal.business_id)],
        [one.name for one in sisters.values()],
    )


def decisions(seal_id: int) -> list[Decision]:
    rows = Decision.objects.filter(seal_id=seal_id).order_by("-pk")
    return list(rows.select_related("proposed_by", "confirmed_by")[: rules.MOST_SHOWN])


def letters_waiting(at: datetime) -> list[Letter]:
    """Letters without an answer, the earliest deadline first."""
    rows = Letter.objects.exclude(state="answered").select_related("seal", "seal__business")
    return list(rows.order_by("due_at", "pk")[:MOST_QUEUED])


def counts() -> dict[str, int]:
    """How many seals stand in each public state."""
    wanted = sorted(LIVE | {"suspended", "revoked", "expired"})
    rows = Seal.objects.filter(state__in=wanted).values("state").annotate(count=Count("pk"))
    return {row["state"]: row["count"] for row in rows.order_by("state")}


def causes_of(seal: Seal, at: datetime) -> set[str]:
    """What stands against a suspended seal; nothing for another."""
    return queries.open_causes(seal, tehran_day(at)) if seal.state == "suspended" else set()
