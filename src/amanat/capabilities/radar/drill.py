"""`make drill-radar`: a crawl of a generated town, as large as the mission's source tells.

3,500 shops, of which 180 show a forged seal and 230 trade while suspended. Every one of these must
be found, and of the sound ones at most two in a hundred may be called wrongly. Then the same with
a register that forgets to compare the domain: the check must notice. N scales the town.
"""

import argparse
import dataclasses
import sys

from amanat.capabilities.radar.rules.scoring import FORGED, TRADING, Register
from amanat.capabilities.radar.tests.town import Answer, Counted, register_of, screen, town_of
from amanat.kernel.drilling import end, say

SCREENED, FORGERS, SUSPENDED = 3_500, 180, 230
MOST_WRONG_BASIS_POINTS = 200


def forgetful(register: Answer) -> Answer:
    """The planted bug: a seal in force is believed on whatever domain it is shown."""

    def answer(host: str, claimed: tuple[str, ...]) -> Register:
        told = register(host, claimed)
        is_any = any(one.state == "granted" for one in told.claimed)
        return dataclasses.replace(told, state="granted") if is_any and not told.state else told

    return answer


def checks(found: Counted, bitten: Counted, forged: int, suspended: int) -> dict[str, bool]:
    """Each promise, and whether it was kept."""
    return {
        f"{found.found[FORGED]} of {forged} forged seals found": found.found[FORGED] == forged,
        f"{found.found[TRADING]} of {suspended} suspended sellers found": (
            found.found[TRADING] == suspended
        ),
        f"{len(found.wrong)} called wrongly, {found.wrong_basis_points} basis points": (
            found.wrong_basis_points <= MOST_WRONG_BASIS_POINTS
        ),
        f"a register that forgets the domain misses {len(bitten.missed)}": bool(bitten.missed),
    }


def main(words: list[str] | None = None) -> int:
    """Run from the command line; 0 when every promise was kept."""
    parser = argparse.ArgumentParser(prog="drill-radar", description=__doc__)
    parser.add_argument("--count", type=int, default=SCREENED, help="How many shops there are.")
    count = max(parser.parse_args(words).count, len("forged"))
    forged, suspended = -(-count * FORGERS // SCREENED), -(-count * SUSPENDED // SCREENED)
    shops, forgers, sellers = town_of(count, forged, suspended)
    register = register_of(shops, sellers)
    found = screen(shops, forgers, sellers, register)
    few = [one for one in shops if one.host in forgers]
    bitten = screen(few, forgers, sellers, forgetful(register))
    told = checks(found, bitten, forged, suspended)
    say(f"{count} shops screened")
    for says, is_kept in told.items():
        say(f"{'ok    ' if is_kept else 'FAILED'} {says}")
    failed = list(told.values()).count(False)
    return end(len(told) - failed, failed)


if __name__ == "__main__":
    sys.exit(main())
