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
from amanat.capabilities.deals.pages.sentences.ahead import RULING_HOLDS as RULING_HOLDS
from amanat.capabilities.deals.pages.sentences.ahead import SHIP as SHIP
from amanat.capabilities.deals.pages.sentences.meeting import NOW_IN_PERSON as NOW_IN_PERSON
from amanat.capabilities.deals.pages.sentences.meeting import ahead_in_person as ahead_in_person
from amanat.capabilities.deals.pages.sentences.now import CANCEL_SPENT as CANCEL_SPENT
from amanat.capabilities.deals.pages.sentences.now import NOW as NOW
from amanat.capabilities.deals.pages.sentences.now import NOW_RULED as NOW_RULED
from amanat.capabilities.deals.pages.sentences.now import Now as Now
from amanat.capabilities.deals.pages.sentences.past import PAST as PAST
from amanat.capabilities.deals.pages.sentences.plain import PLAIN as PLAIN
from amanat.capabilities.deals.pages.sentences.plain import Plain as Plain
from amanat.capabilities.deals.pages.sentences.virtual import ahead_of as ahead_of
from amanat.capabilities.deals.pages.sentences.virtual import now_of as now_of
from amanat.capabilities.deals.pages.sentences.virtual import past_of as past_of
from amanat.capabilities.deals.pages.sentences.virtual import plain_of as plain_of
from amanat.capabilities.deals.pages.sentences.work import WORK_AHEAD as WORK_AHEAD
from amanat.capabilities.deals.pages.sentences.work import WORK_NOW as WORK_NOW
