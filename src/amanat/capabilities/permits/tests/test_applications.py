"""What an application is refused for: each with its code and its field; and who sees it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from amanat.capabilities.businesses.tests.cast import a_person
from amanat.capabilities.permits import actions as permits
from amanat.capabilities.permits import queries, refusals
from amanat.capabilities.permits.queries import desk
from amanat.capabilities.permits.rules import tasks
from amanat.capabilities.permits.tests.cast import WORDS, Maker, parts, permitted
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound, Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)

# Bad input, each with its code and its field.


def without(part: tasks.Part, **changed: object) -> tasks.Part:
    return replace(part, **changed)


BAD: dict[str, tuple[Callable[[Maker], tasks.Part], type[Refused], str]] = {
    "price missing": (
        lambda _: without(parts()[1], price_units=None), refusals.PriceNotSet, "price_units",
    ),
    "delivery beyond the method": (
        lambda maker: without(parts()[2], last_delivery=tehran_day(maker.holder().at) + 400 * DAY),
        refusals.DeliveryTooLate, "last_delivery",
    ),
    "programme too small": (
        lambda _: without(parts()[2], weeks=(parts(quantity=9)[2].weeks[0],)),
        refusals.ProgrammeShort, "weeks",
    ),
    "guarantee too short": (
        lambda maker: without(parts()[3], guarantee_until=tehran_day(maker.holder().at)),
        refusals.GuaranteeTooShort, "guarantee_until",
    ),
    "no certificate": (
        lambda _: without(parts()[2], certificate_number=""),
        refusals.PermitIncomplete, "certificate_number",
    ),
    "sale ends before it begins": (
        lambda maker: without(parts()[2], sale_until=tehran_day(maker.holder().at) - DAY),
        refusals.DaysUnsound, "sale_until",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_an_unsound_application_is_not_sent(maker: Maker, name: str) -> None:
    spoil, refusal, field = BAD[name]
    maker.filled()
    maker.change(spoil(maker)) if field != "sale_until" else _change_unchecked(maker, spoil)
    maker.sign()
    with pytest.raises(refusal) as no:
        permits.request_permit(
            maker.holder(), permit_id=maker.pk, sha256=queries.application_sha256(maker.now)
        )
    assert no.value.param == field


def _change_unchecked(maker: Maker, spoil: Callable[[Maker], tasks.Part]) -> None:
    one = parts()[2]
    maker.change(
        replace(one, sale_from=spoil(maker).sale_until, sale_until=spoil(maker).sale_until)
    )


@pytest.mark.parametrize(
    ("part", "refusal"),
    [
        (tasks.Goods("vehicle", "magic"), refusals.MethodUnfit),
        (tasks.Goods("service", "partnership"), refusals.MethodUnfit),
        (tasks.Price(quantity=0), refusals.QuantityUnsound),
        (tasks.Price(price_units=10**18), refusals.QuantityUnsound),
        (tasks.Price(instalments=({"basis_points": 9999, "months": 0},)), refusals.SharesUnsound),
        (tasks.Price(instalments=({"basis_points": 10000, "months": 1},)), refusals.SharesUnsound),
        (tasks.Price(withdrawal_basis_points=9000), refusals.RateUnsound),
        (tasks.Production(stages=(tasks.Stage("قطعه", 9000),)), refusals.SharesUnsound),
    ],
)
def test_an_unsound_part_is_not_saved(
    maker: Maker, part: tasks.Part, refusal: type[Refused]
) -> None:
    maker.draft()
    with pytest.raises(refusal):
        maker.change(part)


def test_a_linked_party_certifies_nothing(maker: Maker) -> None:
    maker.draft()
    for number in (maker.shop.business.legal_id,):
        with pytest.raises(refusals.LinkedParty) as no:
            maker.change(replace(parts()[2], certifier_id=number))
        assert (no.value.code, no.value.param) == ("conflict", "certifier_id")


def test_what_was_not_read_is_not_signed(maker: Maker) -> None:
    maker.filled()
    maker.sign()
    read = queries.application_sha256(maker.now)
    maker.change(parts(quantity=90)[1])
    with pytest.raises(refusals.PermitTextChanged):
        permits.request_permit(maker.holder(), permit_id=maker.pk, sha256=read)


def test_a_stranger_finds_nothing(maker: Maker) -> None:
    one = maker.requested()
    stranger = Act(a_person("رهگذر").pk, Role.HOLDER, maker.holder().at)
    with pytest.raises(NotFound):
        permits.drop_permit(stranger, permit_id=one.pk)
    with pytest.raises(NotFound):
        permits.check_capacity(
            replace(stranger, role=Role.OFFICER), permit_id=one.pk, capacity=9, words=WORDS
        )
    with pytest.raises(NotFound):
        queries.by_code(one.code)


def test_the_desk_sees_which_rule_holds_and_whose_it_is(maker: Maker) -> None:
    one = maker.requested(prepayment=6000)
    found = {rule.label.en: rule for rule in desk.rules_of(one, maker.desk().at)}
    assert not found["At most half of the price in advance"].is_met
    assert not found["At most half of the price in advance"].is_confirmed
    assert found["Delivery within the method’s limit"].is_met
    assert found["The seal is in force"].is_met


@pytest.mark.parametrize("kind", ["vehicle", "goods", "property", "service"])
def test_one_machine_for_every_kind(kind: str) -> None:
    maker = permitted(kind=kind, quantity=5)
    assert queries.free_stock(maker.pk) == 5
