"""The words of a deal's page: past steps, steps to come, and what each simple verb means."""

from amanat.capabilities.deals.pages.sentences.ahead import AGREE as AGREE
from amanat.capabilities.deals.pages.sentences.ahead import AHEAD as AHEAD
from amanat.capabilities.deals.pages.sentences.ahead import INSPECT as INSPECT
from amanat.capabilities.deals.pages.sentences.ahead import PAY as PAY
from amanat.capabilities.deals.pages.sentences.ahead import PAYOUT as PAYOUT
from amanat.capabilities.deals.pages.sentences.ahead import PAYOUT_WHEN as PAYOUT_WHEN
from amanat.capabilities.deals.pages.sentences.ahead import RECEIVE as RECEIVE
from amanat.capabilities.deals.pages.sentences.ahead import REFUND as REFUND
from amanat.capabilities.deals.pages.sentences.ahead import RULING as RULING
from amanat.capabilities.deals.pages.sentences.ahead import SHIP as SHIP
from amanat.capabilities.deals.pages.sentences.now import NOW as NOW
from amanat.capabilities.deals.pages.sentences.now import Now as Now
from amanat.capabilities.deals.pages.sentences.past import PAST as PAST
from amanat.capabilities.deals.pages.sentences.plain import PLAIN as PLAIN
from amanat.capabilities.deals.pages.sentences.plain import Plain as Plain
from amanat.capabilities.deals.pages.sentences.work import WORK_AHEAD as WORK_AHEAD
from amanat.capabilities.deals.pages.sentences.work import WORK_LABELS as WORK_LABELS
from amanat.capabilities.deals.pages.sentences.work import WORK_NOW as WORK_NOW
from amanat.capabilities.deals.pages.sentences.work import WORK_STATES as WORK_STATES
from amanat.capabilities.deals.pages.sentences.work import WORK_ZERO as WORK_ZERO
from amanat.capabilities.deals.states import DEAL
from amanat.words.text import Text


def now_of(kind: str, state: str) -> Now | None:
    """The open step of a deal of this kind."""
    return (WORK_NOW if kind == "work" else NOW).get(state)


def ahead_of(kind: str, state: str) -> tuple[Text, ...]:
    """The steps still to come of a deal of this kind."""
    return (WORK_AHEAD if kind == "work" else AHEAD).get(state, ())


def state_of(kind: str, state: str) -> Text:
    """What the state of a deal of this kind is called."""
    return (WORK_STATES if kind == "work" else DEAL.states)[state]
