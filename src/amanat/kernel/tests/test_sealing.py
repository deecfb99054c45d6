"""A sealed value opens with its key, in its place, unchanged; or not at all."""

import pytest
from django.conf import settings

from amanat.kernel.sealing import SealBroken, blind_index, seal, unseal

PLACE = "person.national_id:7"


def test_what_is_sealed_opens_in_its_place() -> None:
    assert (
        unseal(seal("۰۴۹۹۳۷۰۸۹۹ 0499370899", about=PLACE), about=PLACE) == "۰۴۹۹۳۷۰۸۹۹ 0499370899"
    )


def test_the_same_value_never_looks_the_same() -> None:
    assert seal("0499370899", about=PLACE) != seal("0499370899", about=PLACE)


def test_it_does_not_open_in_another_place() -> None:
    with pytest.raises(SealBroken):
        unseal(seal("0499370899", about=PLACE), about="person.national_id:8")


@pytest.mark.parametrize("byte", [0, 1, 20, 50, 70, -1])
def test_it_does_not_open_with_one_byte_changed(byte: int) -> None:
    sealed = bytearray(seal("0499370899", about=PLACE))
    sealed[byte] ^= 1
    with pytest.raises(SealBroken):
        unseal(bytes(sealed), about=PLACE)


def test_it_does_not_open_with_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = seal("0499370899", about=PLACE)
    monkeypatch.setattr(settings, "FIELD_KEY", "another")
    with pytest.raises(SealBroken):
        unseal(sealed, about=PLACE)


def test_a_blind_index_finds_equals_and_needs_its_own_key(monkeypatch: pytest.MonkeyPatch) -> None:
    index = blind_index("0499370899", about="id")
    assert index == blind_index("0499370899", about="id")
    assert index != blind_index("0499370899", about="other")
    monkeypatch.setattr(settings, "FIELD_KEY", "another")
    assert index == blind_index("0499370899", about="id")
    monkeypatch.setattr(settings, "BLIND_KEY", "another")
    assert index != blind_index("0499370899", about="id")
