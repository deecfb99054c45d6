"""Vehicle identification numbers, ISO 3779, with the check digit in the ninth place."""

import re

from amanat.capabilities.deliveries.refusals import BadVin
from amanat.words.identity import bare
from amanat.words.refusal import refuse_unless

VEHICLE = "vehicle"  # The one kind of goods that has such a number.
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True)) | {
    digit: int(digit) for digit in "0123456789"
}
SHAPE = re.compile("[A-HJ-NPR-Z0-9]{17}")
CHECK_PLACE = 8


def check_sign(code: str) -> str:
    """The sign that belongs into the ninth place: 0-9, or X for ten."""
    rest = sum(VALUES[sign] * weight for sign, weight in zip(code, WEIGHTS, strict=True)) % 11
    return "0123456789X"[rest]


def read_vin(typed: str, param: str = "vin") -> str:
    """The VIN in capitals; BadVin when it is none. A right check digit proves nothing alone."""
    code = bare(typed)
    refuse_unless(SHAPE.fullmatch(code) is not None, BadVin, param)
    refuse_unless(code[CHECK_PLACE] == check_sign(code), BadVin, param)
    return code
