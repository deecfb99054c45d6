import pytest

from amanat.words import persian


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("علي كريمي", "علی کریمی"),
        ("  دو   فاصله\t ", "دو فاصله"),
        ("می‌‌روم", "می‌روم"),
        ("می ‌روم‌ ", "می روم"),
        ("‌سلام‌", "سلام"),
        ("پلاک‌۱۲", "پلاک۱۲"),
        ("سطر یک\r\nسطر دو", "سطر یک\nسطر دو"),
        ("یک\n\n\n\nدو", "یک\n\nدو"),
        ("Ali\u200f", "Ali"),
        ("۱۲ Ordibehesht", "۱۲ Ordibehesht"),
        ("", ""),
    ],
)
def test_text_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert persian.normalise(typed) == kept
    assert persian.normalise(kept) == kept


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\u202e", "\u2066", "\ud800", "\ue000", "\x85"])
def test_hidden_signs_are_refused(sign: str) -> None:
    with pytest.raises(persian.UnseenCharacters) as refusal:
        persian.normalise(f"علی{sign}رضا", "name")
    assert refusal.value.param == "name"


def test_digits_of_every_script() -> None:
    assert persian.ascii_digits("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩") == "0123456789 0123456789"
    assert persian.persian_digits(1405) == "۱۴۰۵"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "صفر"),
        (7, "هفت"),
        (19, "نوزده"),
        (20, "بیست"),
        (101, "صد و یک"),
        (1_000, "یک هزار"),
        (11_160_000, "یازده میلیون و صد و شصت هزار"),
        (111_600_000, "صد و یازده میلیون و ششصد هزار"),
        (2_000_000_005, "دو میلیارد و پنج"),
        (10**12, "یک هزار میلیارد"),
        (10**15, "یک میلیون میلیارد"),
        (-40, "منفی چهل"),
    ],
)
def test_amounts_in_words(number: int, words: str) -> None:
    assert persian.in_words(number) == words


@pytest.mark.parametrize(
    ("value", "said"),
    [("2.5", "۲٫۵"), (30, "۳۰"), ("-0.75", "-۰٫۷۵"), ("1.2.3", "۱.۲.۳"), ("a.5", "a.۵")],
)
def test_a_fraction_has_the_persian_sign(value: object, said: str) -> None:
    assert persian.persian_number(value) == said
