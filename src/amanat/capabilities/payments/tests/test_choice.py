"""Which gateway a payer is offered: the choice, the fallback, and a circuit that opens."""

from datetime import UTC, datetime, timedelta

import pytest

from amanat.capabilities.payments import actions, queries
from amanat.capabilities.payments.refusals import NoSuchGateway
from amanat.capabilities.payments.rules import health
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.health import Circuit, Heard
from amanat.capabilities.payments.tests.cast import Story

UNITS = 1_000_000
NOON = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("latest", "minutes", "circuit"),
    [
        ("", 0, Circuit.CLOSED),
        ("oouo", 0, Circuit.CLOSED),
        ("uu", 0, Circuit.CLOSED),
        ("uud", 0, Circuit.CLOSED),
        ("uuu", 0, Circuit.OPEN),
        ("c", 0, Circuit.OPEN),
        ("oc", 9, Circuit.OPEN),
        ("uuu", 10, Circuit.HALF_OPEN),
        ("uuuo", 10, Circuit.CLOSED),
        ("uuuou", 0, Circuit.CLOSED),
    ],
)
def test_three_troubles_in_a_row_or_a_wrong_set_up_open_the_circuit(
    latest: str, minutes: int, circuit: Circuit
) -> None:
    """Letters are answers, the newest last: ok, declined, unknown, config."""
    kinds = {"o": Kind.OK, "d": Kind.DECLINED, "u": Kind.UNKNOWN, "c": Kind.CONFIG}
    heard = [Heard(kinds[one], NOON) for one in reversed(latest)]
    assert health.circuit(heard, NOON + timedelta(minutes=minutes)) is circuit


def names(offered: list[queries.Offer]) -> list[str]:
    return [one.name for one in offered]


def test_a_payer_whose_gateway_failed_is_offered_the_others_at_once(story: Story) -> None:
    assert names(queries.choices(story.at)) == ["mellat", "parsian", "zarinpal"]
    story.outside.arm("mellat.pay", "http_500")
    payment = story.demand(UNITS)
    assert story.go(payment, "").state == "failed_config"
    assert names(queries.choices(story.at, payment.pk)) == ["parsian", "zarinpal"]
    assert story.go(payment, "").gateway == "parsian"
    assert queries.best(story.at) == "mellat", "For everybody else it is not in trouble yet."


def test_a_gateway_in_trouble_is_left_alone_and_then_tried_by_one(story: Story) -> None:
    story.outside.arm("mellat.pay", "timeout_before", count=health.FAILURES_TO_OPEN)
    for _ in range(health.FAILURES_TO_OPEN):
        assert story.go(story.demand(UNITS), "").gateway == "mellat"
    assert story.go(story.demand(UNITS), "").gateway == "parsian"
    mellat = queries.gateway_health(story.at)[0]
    assert (mellat.name, mellat.circuit, mellat.last_trouble) == ("mellat", "open", "unknown")
    assert (mellat.since, mellat.answers, mellat.unknown_bp) == (story.at, 3, 10_000)

    story.at += health.TROUBLE_LASTS
    assert queries.gateway_health(story.at)[0].circuit == "half_open"
    first = actions.start(story.act(story.payer), payment_id=story.demand(UNITS).pk)
    assert first.gateway == "mellat"
    assert queries.best(story.at) == "parsian", "One tries it; the others wait for what he hears."
    actions.carry(story.act(), attempt_id=first.pk)
    assert (queries.best(story.at), queries.gateway_health(story.at)[0].circuit) == (
        "mellat", "closed",
    )  # fmt: skip


def test_an_amount_above_a_gateways_ceiling_is_not_offered_there(story: Story) -> None:
    """ZarinPal takes a hundred million toman at once; the others two hundred."""
    most = story.demand(1_000_000_000)
    more = story.demand(1_000_000_010)
    assert "zarinpal" in names(queries.choices(story.at, most.pk))
    assert names(queries.choices(story.at, more.pk)) == ["mellat", "parsian"]


def test_a_gateway_nobody_has_is_refused(story: Story) -> None:
    with pytest.raises(NoSuchGateway):
        story.go(story.demand(UNITS), "saman")
