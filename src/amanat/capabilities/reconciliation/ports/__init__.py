"""What the bank says of our account, as settings describe it."""

from django.conf import settings

from amanat.capabilities.reconciliation.ports.bank import Accounts, ListRow


def our_account() -> Accounts:
    """The statements of our account at the bank."""
    return Accounts(settings.BANK["address"])


__all__ = ["Accounts", "ListRow", "our_account"]
