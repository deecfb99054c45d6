"""The code with which goods change hands, and how often it may be mistyped."""

from datetime import timedelta

from amanat.words.persian import ascii_digits

CODE_DIGITS = 6
MOST_TRIES = 5
CODE_COUNTS_FOR = timedelta(minutes=10)


def digits_in(typed: str) -> str:
    return "".join(sign for sign in ascii_digits(typed) if sign in "0123456789")[: CODE_DIGITS * 2]
