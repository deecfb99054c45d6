"""A parcel that came broken: the claim with its pictures, and the officer's table, in the browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from amanat.capabilities.deals import queries
from amanat.capabilities.evidence.tests.samples import picture
from amanat.config.demo.idle import until_idle
from amanat.config.demo.player import Player
from amanat.words.act import Role
from stories.browser.person import Person, Platform
from stories.damage import WORDS
from stories.quarrel import REASONS

pytestmark = pytest.mark.usefixtures("committed", "wired")
CODE_PAUSE = timedelta(minutes=2)
PROOF_TIME = timedelta(days=3, hours=1)


def test_a_damaged_parcel_goes_back_by_the_table(platform: Platform, browser: Browser) -> None:
    play = Player(platform.outside, settle=until_idle)
    sara, nader = (Person(platform, browser, name) for name in ("سارا محمدی", "نادر رستمی"))
    reza = Person(platform, browser, "رضا کریمی")
    buyer = play.join(sara.phone, sara.name)
    seller = play.join(reza.phone, reza.name, paid_at=int(reza.phone))
    play.hat(play.join(nader.phone, nader.name), Role.OFFICER)
    deal = play.receive(play.ship(play.pay(play.agree(buyer, seller), buyer), seller), buyer)
    platform.wait(CODE_PAUSE)
    sara.come_in()
    sara.go(f"/deals/{deal.code}/claim_damage")
    sara.fill(words=WORDS)
    for name in ("box", "label", "item"):
        sara.page.set_input_files(
            f"[name={name}]",
            {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": picture()},
        )
    sara.press("main form:has([name=words]) button")
    assert WORDS in sara.page.inner_text("#claim")
    sara.look("deal with a claim")
    play.wait(PROOF_TIME)
    decide(nader, deal.code)
    assert queries.claim_on(deal).row == 4
    sara.page.reload()
    assert "send_return" in sara.page.content()
    found = sara.faults + nader.faults
    assert found == [], "\n".join(found)


def decide(nader: Person, code: str) -> None:
    """The officer finds no packing, sees row four, and signs."""
    nader.come_in()
    nader.go("/deals/claims")
    nader.look("claims that wait")
    nader.page.click(f"main a[href$='{code}']")
    nader.look("claim, officer")
    nader.platform.wait(CODE_PAUSE)
    known = nader.messages()
    nader.press("main form[action$='/code'] button")
    until_idle()
    nader.fill(code=nader.code(known))
    form = "main form[action$='/decide_claim']"
    nader.page.fill(f"{form} [name=reasons]", REASONS)
    nader.press(f"{form} button")
