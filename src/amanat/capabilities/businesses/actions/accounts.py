"""Where a company is paid: the bank says whose the account is; another one counts after a day."""

from amanat.capabilities.businesses import rules
from amanat.capabilities.businesses.actions.parts import ours
from amanat.capabilities.businesses.events import (
    BusinessAccountConfirmed,
    BusinessAccountRefused,
)
from amanat.capabilities.businesses.models import Account, Business
from amanat.capabilities.businesses.refusals import (
    AccountKnown,
    CompanyNotConfirmed,
    CompanyOnly,
    NotCompanyAccount,
)
from amanat.capabilities.businesses.states import CONFIRMED
from amanat.capabilities.people import actions as people
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.powers import MONEY
from amanat.words.refusal import NotFound, refuse, refuse_unless

LEGAL = "legal"


def check_account(act: Act, *, account_id: int) -> Account:
    """Ask the bank whose this account is: money goes only into one of the company's own.

    The first counts at once; a later one after a day, and those who run it are told. The bank is
    asked between two commits. NotCompanyAccount when it says no.
    """
    sheba, legal_id = _may_be_asked(act, account_id)
    found = people.whose_sheba(act, sheba=sheba, legal_id=legal_id)
    account = hear_owner(
        act.wearing(Role.BANK), account_id=account_id, is_ours=found.matched,
        owner_name=found.owner_name,
    )  # fmt: skip
    refuse_unless(found.matched, NotCompanyAccount, "account_id")
    return account


@atomic
def _may_be_asked(act: Act, account_id: int) -> tuple[str, str]:
    """What the bank is asked: the Sheba, and the company's number."""
    account = Account.objects.filter(pk=account_id, ended_at=None).first() or refuse(NotFound)
    one = ours(act, account.business_id, MONEY)
    refuse_unless(one.kind == LEGAL, CompanyOnly)
    refuse_unless(one.state == CONFIRMED, CompanyNotConfirmed)
    refuse_unless(account.owner_checked_at is None, AccountKnown)
    return account.sheba, one.legal_id


@atomic
def hear_owner(act: Act, *, account_id: int, is_ours: bool, owner_name: str) -> Account:
    """Write the bank's answer down, under the company's lock; what was answered stays."""
    known = Account.objects.get(pk=account_id)
    one = Business.objects.lock(known.business_id)
    account = Account.objects.select_for_update().get(pk=account_id)
    if account.owner_checked_at is not None:
        return account
    account.owner_name, account.owner_checked_at = owner_name, act.at
    event: BusinessAccountConfirmed | BusinessAccountRefused = BusinessAccountRefused(one.pk)
    if is_ours:
        earlier = Account.objects.filter(business=one, active_from__isnull=False)
        wait = rules.CHANGED_ACCOUNT_WAIT if earlier.exists() else None
        account.active_from = act.at + wait if wait else act.at
        event = BusinessAccountConfirmed(one.pk, account.active_from.isoformat())
    account.save(update_fields=["owner_name", "owner_checked_at", "active_from"])
    record(act, event, subject=one)
    return account
