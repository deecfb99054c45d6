"""Five parties lock secrets before the close and open them after it; three can open a fourth's."""

import secrets

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.businesses import refusals as known
from amanat.capabilities.people import queries as people
from amanat.capabilities.presale import queries
from amanat.capabilities.presale.events import (
    HolderAppointed,
    PartsGiven,
    SecretLocked,
    SecretOpened,
)
from amanat.capabilities.presale.models import Campaign, SecretHolder, SecretPart
from amanat.capabilities.presale.refusals import (
    KeeperTied,
    LockedBefore,
    LocksMissing,
    PartyTaken,
    SecretBroken,
    TooEarlyToOpen,
)
from amanat.capabilities.presale.rules import draw, shares, window
from amanat.capabilities.presale.states import ANNOUNCED, FIXED
from amanat.kernel import sealing
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import Invalid, NotFound, WrongState, refuse_unless


@atomic
def appoint_holder(act: Act, *, campaign_id: int, party: str, phone: str) -> SecretHolder:
    """An officer names who keeps the secret of a party. Whoever sells here keeps only the maker's."""
    campaign = Campaign.objects.lock(campaign_id)
    businesses.check_officer(act)
    businesses.check_untied(act, campaign.business_id)
    refuse_unless(campaign.state == ANNOUNCED and campaign.is_lottery, WrongState)
    refuse_unless(party in window.PARTIES, Invalid, "party")
    person = people.by_phone(phone)
    refuse_unless(person is not None, known.NobodyWithThisPhone, "phone")
    assert person is not None, "Refused above."
    is_maker = party == "maker"
    is_tied = person.pk in businesses.linked_people(campaign.business_id)
    refuse_unless(is_maker or not is_tied, KeeperTied, "phone")
    taken = SecretHolder.objects.filter(campaign=campaign)
    is_free = not taken.filter(party=party).exists()
    is_free = is_free and not taken.filter(person_id=person.pk).exists()
    refuse_unless(is_free, PartyTaken, "party")
    holder = SecretHolder.objects.create(campaign=campaign, party=party, person_id=person.pk)
    record(act, HolderAppointed(party, person.pk), subject=campaign)
    return holder


@atomic
def lock_secret(act: Act, *, campaign_id: int, secret: str = "") -> str:
    """Lock a secret of 32 bytes: its hash is public at once. Without one the house throws dice.

    Answers the secret in hex, to be shown once. Its five parts are sealed, one for each holder.
    """
    campaign = Campaign.objects.lock(campaign_id)
    holder = _own(act, campaign)
    refuse_unless(campaign.state == ANNOUNCED, WrongState)
    refuse_unless(holder.lock is None, LockedBefore)
    keepers = queries.holders(campaign.pk)
    terms = queries.terms(act.at)
    missing = terms.holders - len(keepers)
    refuse_unless(missing == 0, LocksMissing, count=missing)
    plain = _read(secret) if secret else secrets.token_bytes(draw.SECRET_BYTES)
    holder.lock, holder.locked_at = draw.lock_of(plain), act.at
    holder.save(update_fields=["lock", "locked_at"])
    _share(holder, keepers, plain, terms.threshold)
    event = SecretLocked(campaign.pk, holder.party, bytes(holder.lock).hex())
    record(act, event, subject=campaign)
    return plain.hex()


@atomic
def open_secret(act: Act, *, campaign_id: int, secret: str) -> SecretHolder:
    """A holder opens what was locked, once the list of tickets is fixed."""
    campaign = Campaign.objects.lock(campaign_id)
    holder = _own(act, campaign)
    _check_time(campaign)
    _open(act, campaign, holder, _read(secret), by_others=False)
    return holder


@atomic
def give_parts(act: Act, *, campaign_id: int) -> int:
    """A holder gives the parts kept for whoever has not opened; three parts open a secret.

    Answers how many parts were given.
    """
    campaign = Campaign.objects.lock(campaign_id)
    keeper = _own(act, campaign)
    _check_time(campaign)
    kept = SecretPart.objects.filter(keeper=keeper, given_at=None, holder__secret=None)
    count = kept.update(given_at=act.at)
    record(act, PartsGiven(keeper.party, count), subject=campaign)
    threshold = queries.terms(campaign.announced_at).threshold
    for holder in queries.holders(campaign.pk):
        given = list(SecretPart.objects.filter(holder=holder, given_at__isnull=False))
        if holder.secret is None and len(given) >= threshold:
            plain = shares.opened({one.at: _part(one) for one in given}) or b""
            _open(act, campaign, holder, plain, by_others=True)
    return count


def _own(act: Act, campaign: Campaign) -> SecretHolder:
    """The secret of whoever acts; NotFound for everybody else."""
    found = SecretHolder.objects.filter(campaign=campaign, person_id=act.person).first()
    if found is None or act.role is not Role.PERSON:
        raise NotFound
    return found


def _check_time(campaign: Campaign) -> None:
    refuse_unless(campaign.state == FIXED, TooEarlyToOpen)


def _read(typed: str) -> bytes:
    try:
        plain = bytes.fromhex(typed.strip())
    except ValueError:
        raise Invalid("secret") from None
    refuse_unless(len(plain) == draw.SECRET_BYTES, Invalid, "secret")
    return plain


def _open(
    act: Act, campaign: Campaign, holder: SecretHolder, plain: bytes, *, by_others: bool
) -> None:
    is_right = holder.lock is not None and len(plain) == draw.SECRET_BYTES
    is_right = is_right and draw.lock_of(plain) == bytes(holder.lock or b"")
    refuse_unless(is_right, SecretBroken, "secret", party=window.PARTIES[holder.party])
    refuse_unless(holder.secret is None, WrongState)
    holder.secret, holder.opened_at, holder.opened_by_others = plain, act.at, by_others
    holder.save(update_fields=["secret", "opened_at", "opened_by_others"])
    event = SecretOpened(campaign.pk, holder.party, plain.hex(), by_others)
    record(act, event, subject=campaign)


def _share(holder: SecretHolder, keepers: list[SecretHolder], plain: bytes, threshold: int) -> None:
    dice = [secrets.randbelow(shares.PRIME - 1) + 1 for _ in range(threshold - 1)]
    parts = shares.shared(plain, dice, len(keepers))
    SecretPart.objects.bulk_create(
        SecretPart(
            holder=holder, at=at, keeper=keeper,
            sealed=sealing.seal(f"{parts[at]:x}", about=_about(holder.pk, at)),
        )
        for at, keeper in enumerate(keepers, start=1)
    )  # fmt: skip


def _part(one: SecretPart) -> int:
    return int(sealing.unseal(one.sealed, about=_about(one.holder_id, one.at)), 16)


def _about(holder_id: int, at: int) -> str:
    return f"draw.part:{holder_id}:{at}"
