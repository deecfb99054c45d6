"""What the vectors do not say of buyers."""

from amanat.capabilities.presale.rules import buyers

ASKED = buyers.Conditions(
    least_age=18, lookback_months={"ikco": 24, "saipa": 48}, plate_forbidden=True,
    plate_age_years_over=5, own_sim=True, own_account=True, natural_only=True,
)  # fmt: skip


def test_a_buyer_hears_every_reason_in_words() -> None:
    buyer = buyers.Buyer(
        age=17, maker="saipa", plates=1, plate_vehicle_age_years=2, last_purchase_months_ago=3,
        last_purchase_maker="saipa", sim_is_own=False, account_is_own=False, enlisted_before=True,
    )  # fmt: skip
    found = buyers.reasons_against(buyer, ASKED)
    assert [reason.code for reason in found] == [
        "age", "active_plate", "bought_recently", "sim_owner", "account_owner", "enlisted_before",
    ]  # fmt: skip
    assert found[2].says.en == "You bought from this maker 3 months ago; 48 months must pass."
    assert all("{" not in reason.says.fa + reason.says.en for reason in found)


def test_what_a_set_does_not_say_is_not_asked() -> None:
    buyer = buyers.Buyer(age=3, maker="x", is_natural=False, plates=4, sim_is_own=False)
    assert buyers.reasons_against(buyer, buyers.Conditions()) == ()


def test_a_purchase_from_another_maker_counts_for_nothing() -> None:
    buyer = buyers.Buyer(
        age=30, maker="ikco", last_purchase_months_ago=1, last_purchase_maker="saipa"
    )
    assert buyers.reasons_against(buyer, ASKED) == ()
