"""The machines of a deal."""

from amanat.capabilities.deals.states.claim import CLAIM as CLAIM
from amanat.capabilities.deals.states.deal import DEAL as DEAL
from amanat.capabilities.deals.states.official import OFFICIAL_HOLD as OFFICIAL_HOLD
from amanat.capabilities.deals.states.quarrel import CASE as CASE
from amanat.capabilities.deals.states.quarrel import OFFER as OFFER
from amanat.capabilities.deals.states.switch import SWITCH as SWITCH
from amanat.capabilities.deals.states.words import named as named
from amanat.capabilities.deals.states.words import state_words as state_words
from amanat.capabilities.deals.states.words import verb_words as verb_words
from amanat.capabilities.deals.states.words import zero_words as zero_words
