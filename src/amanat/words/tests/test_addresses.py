"""Addresses of digital currencies: the published vectors, and every single slip is seen."""

import pytest

from amanat.words import addresses

RIGHT = {
    addresses.is_bitcoin: (
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
    ),
    addresses.is_ethereum: (
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ),
    addresses.is_tron: ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",),
}
EVERY = [(check, address) for check, right in RIGHT.items() for address in right]
WRONG = [
    (addresses.is_bitcoin, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd"),
    (addresses.is_bitcoin, "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P"),
    (addresses.is_bitcoin, "bc1gmk9yu"),
    (addresses.is_bitcoin, "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx"),
    (addresses.is_bitcoin, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
    (addresses.is_tron, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    (addresses.is_ethereum, "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),
    (addresses.is_ethereum, "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
    (addresses.is_bitcoin, ""),
    (addresses.is_tron, "T" * 91),
]


@pytest.mark.parametrize(("check", "address"), EVERY, ids=[one for _, one in EVERY])
def test_a_right_address_is_known_and_each_slip_is_seen(check, address: str) -> None:
    assert check(address)
    for place, sign in enumerate(address):
        slip = "z" if sign != "z" else "y"
        assert not check(address[:place] + slip + address[place + 1 :])


@pytest.mark.parametrize(("check", "address"), WRONG, ids=[one[:20] for _, one in WRONG])
def test_a_wrong_address_is_not_taken(check, address: str) -> None:
    assert not check(address)


def test_keccak_is_the_one_of_before_the_standard() -> None:
    empty = "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert addresses.keccak256(b"").hex() == empty
    assert addresses.keccak256(b"a" * 136) != addresses.keccak256(b"a" * 135)
