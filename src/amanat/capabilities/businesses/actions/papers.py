"""What a business says about itself: activities, premises, bank accounts, beneficial owners."""

from django.db.models import Sum

from amanat.capabilities.businesses import queries, rules
from amanat.capabilities.businesses.actions.parts import line, open_one, ours
from amanat.capabilities.businesses.events import (
    ActivityAdded,
    ActivityEnded,
    BusinessAccountAdded,
    BusinessAccountEnded,
    OwnerEnded,
    OwnerNamed,
    PremisesNamed,
)
from amanat.capabilities.businesses.models import Account, Activity, Business, Owner, Premises
from amanat.capabilities.businesses.refusals import (
    ActivityNamed,
    OwnerNamedBefore,
    SharesAboveWhole,
    ShebaNamed,
    SheetFull,
    UnknownClass,
)
from amanat.capabilities.people import queries as people
from amanat.capabilities.places import queries as places
from amanat.kernel import sealing
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words import identity
from amanat.words.act import Act
from amanat.words.powers import ALL, MONEY, PAPERS
from amanat.words.refusal import Invalid, NotFound, refuse, refuse_unless

SEALED_FOR = "business_owner.national_id"
MOST = rules.MOST_OF_A_KIND


@atomic
def add_activity(act: Act, *, business_id: int, class_code: str, words: str = "") -> Activity:
    """Say what the business does. Whether a seal covers it is decided by the rule of the day."""
    one = open_one(act, business_id, PAPERS)
    refuse_unless(class_code in rules.CLASSES, UnknownClass, "class_code")
    named = class_code in queries.classes(business_id)
    refuse_unless(not named, ActivityNamed, "class_code")
    kept = line(words, "words", rules.LONGEST_LINE) if words.strip() else ""
    activity = Activity.objects.create(
        business=one, class_code=class_code, words=kept, added_at=act.at
    )
    record(act, ActivityAdded(business_id, class_code), subject=one)
    return activity


@atomic
def end_activity(act: Act, *, activity_id: int) -> Activity:
    """The business does this no longer."""
    found = Activity.objects.filter(pk=activity_id).first() or refuse(NotFound)
    one = ours(act, found.business_id, PAPERS)
    activity = Activity.objects.select_for_update().get(pk=activity_id)
    refuse_unless(activity.ended_at is None, NotFound)
    activity.ended_at = act.at
    activity.save(update_fields=["ended_at"])
    record(act, ActivityEnded(one.pk, activity.class_code), subject=one)
    return activity


@atomic
def name_premises(
    act: Act, *, business_id: int, city_id: int, postal_code: str, address: str, phone: str
) -> Premises:
    """Where the business is found from now on; what was said before stays on record."""
    one = open_one(act, business_id, PAPERS)
    refuse_unless(one.premises.count() < MOST, SheetFull, "address", most=MOST)
    premises = Premises.objects.create(
        business=one, city=places.city(city_id),
        postal_code=identity.postal_code(postal_code, "postal_code"),
        address=line(address, "address", rules.LONGEST_LINE),
        phone=_line_number(phone), named_at=act.at,
    )  # fmt: skip
    record(act, PremisesNamed(business_id, city_id), subject=one)
    return premises


def _line_number(typed: str) -> str:
    """A phone with its area code, or a mobile: 8 to 11 digits that begin with 0."""
    digits = identity.bare(typed)
    fine = digits.isdecimal() and digits.startswith("0") and digits.isascii()
    refuse_unless(fine and 8 <= len(digits) <= 11, Invalid, "phone")
    return digits


@atomic
def add_account(act: Act, *, business_id: int, sheba: str) -> Account:
    """Write a bank account down; its check digits must be right."""
    one = open_one(act, business_id, MONEY)
    number = identity.sheba(sheba)
    live = Account.objects.filter(business=one, ended_at=None)
    refuse_unless(not live.filter(sheba=number).exists(), ShebaNamed, "sheba")
    refuse_unless(live.count() < MOST, SheetFull, "sheba", most=MOST)
    account = Account.objects.create(
        business=one, sheba=number, added_by_id=act.person, added_at=act.at
    )
    record(act, BusinessAccountAdded(business_id, number[4:7]), subject=one)
    return account


@atomic
def end_account(act: Act, *, account_id: int) -> Account:
    """Use this account no longer."""
    found = Account.objects.filter(pk=account_id).first() or refuse(NotFound)
    one = ours(act, found.business_id, MONEY)
    account = Account.objects.select_for_update().get(pk=account_id)
    refuse_unless(account.ended_at is None, NotFound)
    account.ended_at = act.at
    account.save(update_fields=["ended_at"])
    record(act, BusinessAccountEnded(one.pk), subject=one)
    return account


@atomic
def name_owner(
    act: Act, *, business_id: int, name: str, national_id: str, basis_points: int
) -> Owner:
    """Say to whom a share belongs in the end; all shares together are at most the whole."""
    one = open_one(act, business_id, ALL)
    number = identity.national_id(national_id)
    mark = people.national_id_mark(number)
    live = Owner.objects.filter(business=one, ended_at=None)
    refuse_unless(not live.filter(national_id_index=mark).exists(), OwnerNamedBefore, "national_id")
    refuse_unless(live.count() < MOST, SheetFull, "name", most=MOST)
    left = rules.WHOLE_BASIS_POINTS - _shares(one)
    refuse_unless(1 <= basis_points <= left, SharesAboveWhole, "basis_points", left=left)
    owner = Owner.objects.create(
        business=one, name=line(name, "name"), national_id_index=mark,
        national_id_sealed=sealing.seal(number, about=f"{SEALED_FOR}:{one.code}"),
        basis_points=basis_points, named_at=act.at,
    )  # fmt: skip
    record(act, OwnerNamed(business_id, basis_points), subject=one)
    return owner


def _shares(one: Business) -> int:
    total = Owner.objects.filter(business=one, ended_at=None).aggregate(sum=Sum("basis_points"))
    return total["sum"] or 0


@atomic
def end_owner(act: Act, *, owner_id: int) -> Owner:
    """The share belongs to this person no longer."""
    found = Owner.objects.filter(pk=owner_id).first() or refuse(NotFound)
    one = ours(act, found.business_id, ALL)
    owner = Owner.objects.select_for_update().get(pk=owner_id)
    refuse_unless(owner.ended_at is None, NotFound)
    owner.ended_at = act.at
    owner.save(update_fields=["ended_at"])
    record(act, OwnerEnded(one.pk), subject=one)
    return owner
