"""What of digital currency may be traded here. Only rials are held; coins go person to person."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from amanat.capabilities.deals.refusals import AddressWrong, AmountWrong, TxidWrong
from amanat.words import addresses
from amanat.words.persian import ascii_digits
from amanat.words.refusal import Invalid, refuse_unless
from amanat.words.text import Text

AMOUNT = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,18}))?")
HEX = re.compile(r"[0-9a-f]{64}")
LONGEST_ADDRESS = 90


@dataclass(frozen=True, slots=True)
class Network:
    """One allowed asset on one network, and after how many confirmations it has arrived."""

    asset: str
    says: Text
    confirmations: int
    decimals: int
    is_address: Callable[[str], bool]


NETWORKS = {
    "btc": Network("BTC", Text("بیت‌کوین، شبکهٔ بیت‌کوین", "Bitcoin, on Bitcoin"), 2, 8,
                   addresses.is_bitcoin),
    "erc20": Network("USDT", Text("تتر، شبکهٔ اتریوم", "Tether, on Ethereum"), 20, 6,
                     addresses.is_ethereum),
    "trc20": Network("USDT", Text("تتر، شبکهٔ ترون", "Tether, on Tron"), 20, 6,
                     addresses.is_tron),
}  # fmt: skip


def network_code(param: str, value: Any) -> str:
    refuse_unless(value in NETWORKS, Invalid, param)
    return str(value)


def address_text(param: str, value: Any) -> str:
    """The address as it was given: capitals are part of its checksum."""
    fine = isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_ADDRESS
    refuse_unless(fine, AddressWrong, param)
    return str(value).strip()


def amount_text(param: str, value: Any) -> str:
    """A decimal amount in one form: no leading or trailing zeros, never a float."""
    found = AMOUNT.fullmatch(ascii_digits(str(value)).strip().replace("٫", "."))
    refuse_unless(found is not None, AmountWrong, param)
    assert found is not None
    whole, part = found[1].lstrip("0") or "0", (found[2] or "").rstrip("0")
    refuse_unless(whole != "0" or bool(part), AmountWrong, param)
    return f"{whole}.{part}" if part else whole


def check_coin(more: Mapping[str, Any]) -> None:
    """The address belongs to its network, and the amount has no more decimals than the asset."""
    if not {"network", "address", "amount"} <= more.keys():
        return
    network = NETWORKS[more["network"]]
    refuse_unless(network.is_address(more["address"]), AddressWrong, "address")
    decimals = len(more["amount"].partition(".")[2])
    refuse_unless(decimals <= network.decimals, AmountWrong, "amount")


def txid_of(network: str, typed: str, param: str = "txid") -> str:
    """The transaction's own number, in one form; refused when it cannot be one."""
    plain = ascii_digits(typed).strip().lower()
    plain = plain.removeprefix("0x") if network == "erc20" else plain
    refuse_unless(bool(HEX.fullmatch(plain)), TxidWrong, param)
    return plain
