from hypothesis import given
from hypothesis import strategies as st

from amanat.words.codes import ALPHABET, new_code, read_code


def test_a_code_is_read_back_however_it_is_typed() -> None:
    code = new_code("D")
    assert read_code("D", code.lower().replace("-", " ")) == code
    assert read_code("D", code.replace("0", "O").replace("1", "l")) == code


@given(place=st.integers(0, 11), other=st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(place: int, other: str) -> None:
    plain = new_code("D").removeprefix("D").replace("-", "")
    slipped = plain[:place] + other + plain[place + 1 :]
    assert (read_code("D", slipped) is None) == (slipped != plain)


def test_a_body_that_begins_like_the_prefix_is_read_with_and_without_it() -> None:
    code = next(one for one in iter(lambda: new_code("D"), None) if one.startswith("D-D"))
    assert read_code("D", code) == read_code("D", code.removeprefix("D-")) == code


def test_what_is_no_code_is_none() -> None:
    assert [read_code("D", text) for text in ("", "D-1", "D-" + "U" * 12, "x" * 500)] == [None] * 4
