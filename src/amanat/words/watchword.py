"""A phrase of three words, the same in two languages, drawn from bits that nobody can guess.

People compare it by ear: both sides of a deal see the same three words on the true site only.
"""

from dataclasses import dataclass

from amanat.words.text import Text

WORDS = 3
DIGITS = 4

_PAIRS = (
    ("انار", "pomegranate"), ("باران", "rain"), ("باغ", "garden"), ("برف", "snow"),
    ("بلوط", "oak"), ("بهار", "spring"), ("پرنده", "bird"), ("پسته", "pistachio"),
    ("پل", "bridge"), ("پنجره", "window"), ("تابستان", "summer"), ("ترازو", "scales"),
    ("توت", "berry"), ("جنگل", "forest"), ("چراغ", "lamp"), ("چشمه", "fountain"),
    ("چنار", "plane"), ("خورشید", "sun"), ("دریا", "sea"), ("درخت", "tree"),
    ("دفتر", "notebook"), ("رود", "river"), ("رنگ", "colour"), ("زعفران", "saffron"),
    ("زنبور", "bee"), ("زیتون", "olive"), ("ستاره", "star"), ("سرو", "cypress"),
    ("سفال", "pottery"), ("سکه", "coin"), ("سنگ", "stone"), ("سیب", "apple"),
    ("شاهین", "falcon"), ("شقایق", "poppy"), ("شهاب", "meteor"), ("شیر", "lion"),
    ("صدف", "shell"), ("صنوبر", "spruce"), ("طاووس", "peacock"), ("عسل", "honey"),
    ("فانوس", "lantern"), ("فرش", "carpet"), ("فیروزه", "turquoise"), ("قایق", "boat"),
    ("قلم", "pen"), ("قله", "summit"), ("کاج", "pine"), ("کبوتر", "dove"),
    ("کتاب", "book"), ("کلید", "key"), ("کوه", "mountain"), ("گردو", "walnut"),
    ("گل", "flower"), ("گندم", "wheat"), ("لاله", "tulip"), ("ماه", "moon"),
    ("ماهی", "fish"), ("مروارید", "pearl"), ("نان", "bread"), ("نخل", "palm"),
    ("نرگس", "narcissus"), ("نسیم", "breeze"), ("یاس", "jasmine"), ("یاقوت", "ruby"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Watchword:
    """What proves a deal: four digits to ask with, and a phrase to compare."""

    digits: str
    phrase: Text


def watchword_from(mac: bytes) -> Watchword:
    """The watchword of a keyed hash: its first bytes give the digits, the next ones the words."""
    digits = int.from_bytes(mac[:8], "big") % 10**DIGITS
    pairs = [_PAIRS[byte % len(_PAIRS)] for byte in mac[8 : 8 + WORDS]]
    return Watchword(
        digits=f"{digits:0{DIGITS}d}",
        phrase=Text(fa=" ".join(fa for fa, _ in pairs), en=" ".join(en for _, en in pairs)),
    )
