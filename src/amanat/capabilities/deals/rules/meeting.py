"""The law of a hand-over in person: its code, and how often it may be mistyped."""

from amanat.words.persian import ascii_digits

HAND_CODE_DIGITS = 6
MOST_HAND_TRIES = 5
MOST_FEE_ASKS = 6


def digits_in(typed: str) -> str:
    """What was typed, as plain digits."""
    return "".join(sign for sign in ascii_digits(typed) if sign.isascii() and sign.isdigit())
