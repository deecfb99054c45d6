"""The outside world of money, as settings describe it."""

from django.conf import settings

from amanat.capabilities.payments.ports.bank import Bank
from amanat.capabilities.payments.ports.gateway import Gateway
from amanat.capabilities.payments.ports.mellat import Mellat
from amanat.capabilities.payments.ports.parsian import Parsian
from amanat.capabilities.payments.ports.zarinpal import ZarinPal

MAKERS: dict[str, type[Mellat] | type[Parsian] | type[ZarinPal]] = {
    "mellat": Mellat,
    "parsian": Parsian,
    "zarinpal": ZarinPal,
}
DEFAULT = "mellat"


def gateway(name: str) -> Gateway:
    """The gateway of this name; a name we never had is a bug."""
    return MAKERS[name](**settings.GATEWAYS[name])


def is_known(name: str) -> bool:
    return name in MAKERS and name in settings.GATEWAYS


def our_bank() -> Bank:
    """The bank that holds our account."""
    return Bank(**settings.BANK)
