"""Many who sell at once under one ceiling; used by the tests and, for longer, by the drill."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings.tests.cast import house
from amanat.words.refusal import Refused

WON, FULL = "reserved", "ceiling.exceeded"
Sell = Callable[[int, int], object]


def reserve(business_id: int, number: int) -> object:
    """One sale of one unit through the verb, under a key of its own."""
    return ceilings.reserve(house(), business_id=business_id, units=1, key=f"buyer-{number}")


def reserve_some(business_id: int, numbers: list[int]) -> list[str]:
    """Many sales of one unit through the verb for an opening hour."""
    wanted = [ceilings.Wanted(f"buyer-{number}", 1) for number in numbers]
    made = ceilings.reserve_many(house(), business_id=business_id, wanted=wanted)
    return [WON if one else FULL for one in made]


def race(
    business_id: int, count: int, *, hands: int, sell: Sell = reserve, batch: int = 1
) -> Counter[str]:
    """`count` buyers over as many connections as there are hands; how each of them ended.

    With a `batch` above one, every hand but the first sends so many at a time.
    """

    def some(hand: int) -> list[str]:
        numbers = list(range(hand, count, hands))
        try:
            if batch > 1 and hand:
                runs = [numbers[at : at + batch] for at in range(0, len(numbers), batch)]
                return [said for run in runs for said in reserve_some(business_id, run)]
            return [one(business_id, number, sell) for number in numbers]
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as pool:
        return Counter(outcome for found in pool.map(some, range(hands)) for outcome in found)


def one(business_id: int, number: int, sell: Sell) -> str:
    try:
        sell(business_id, number)
    except Refused as no:
        return no.code
    return WON
