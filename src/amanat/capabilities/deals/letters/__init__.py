"""Every SMS about a deal."""

from amanat.capabilities.deals.letters.kinds import IN_THE_VAULT as IN_THE_VAULT
from amanat.capabilities.deals.letters.kinds import NOBODY as NOBODY
from amanat.capabilities.deals.letters.kinds import OF_A_CODE as OF_A_CODE
from amanat.capabilities.deals.letters.kinds import OF_A_DOMAIN as OF_A_DOMAIN
from amanat.capabilities.deals.letters.kinds import OF_AN_ACCOUNT as OF_AN_ACCOUNT
from amanat.capabilities.deals.letters.kinds import OF_COINS as OF_COINS
from amanat.capabilities.deals.letters.kinds import OF_WORK as OF_WORK
from amanat.capabilities.deals.letters.kinds import letters_of as letters_of
from amanat.capabilities.deals.letters.reminders import ANSWER_TOO_LATE as ANSWER_TOO_LATE
from amanat.capabilities.deals.letters.reminders import ARRIVAL_QUESTION as ARRIVAL_QUESTION
from amanat.capabilities.deals.letters.reminders import HAS_ARRIVED as HAS_ARRIVED
from amanat.capabilities.deals.letters.reminders import NOT_ARRIVED_WORDS as NOT_ARRIVED_WORDS
from amanat.capabilities.deals.letters.reminders import REMINDERS as REMINDERS
from amanat.capabilities.deals.letters.usual import DIGITS_ONLY as DIGITS_ONLY
from amanat.capabilities.deals.letters.usual import IN_PERSON as IN_PERSON
from amanat.capabilities.deals.letters.usual import INVITATION as INVITATION
from amanat.capabilities.deals.letters.usual import LETTERS as LETTERS
from amanat.capabilities.deals.letters.usual import PROOFS as PROOFS
from amanat.capabilities.deals.letters.usual import ROUGHLY as ROUGHLY
from amanat.capabilities.deals.letters.usual import SHIP_FROM as SHIP_FROM
from amanat.capabilities.deals.letters.usual import B as B
from amanat.capabilities.deals.letters.usual import Letters as Letters
from amanat.capabilities.deals.letters.usual import S as S
from amanat.capabilities.deals.letters.usual import both as both
