"""The law of what is public, as pure functions."""

from datetime import timedelta

from amanat.capabilities.registry.rules.badges import CANNOT_TELL as CANNOT_TELL
from amanat.capabilities.registry.rules.badges import Face as Face
from amanat.capabilities.registry.rules.badges import cannot_tell as cannot_tell
from amanat.capabilities.registry.rules.badges import face as face
from amanat.capabilities.registry.rules.bits import LEAST_BITS as LEAST_BITS
from amanat.capabilities.registry.rules.bits import packed as packed
from amanat.capabilities.registry.rules.domains import Asked as Asked
from amanat.capabilities.registry.rules.domains import is_foreign as is_foreign
from amanat.capabilities.registry.rules.domains import read_asked as read_asked
from amanat.capabilities.registry.rules.domains import read_words as read_words
from amanat.capabilities.registry.rules.figures import BANDS_UNITS as BANDS_UNITS
from amanat.capabilities.registry.rules.figures import DAYS as DAYS
from amanat.capabilities.registry.rules.figures import LEAST_CELL as LEAST_CELL
from amanat.capabilities.registry.rules.figures import MOST_ROUTES as MOST_ROUTES
from amanat.capabilities.registry.rules.figures import Leg as Leg
from amanat.capabilities.registry.rules.figures import cities_of as cities_of
from amanat.capabilities.registry.rules.figures import minutes_of as minutes_of
from amanat.capabilities.registry.rules.figures import outside_percent as outside_percent
from amanat.capabilities.registry.rules.figures import period as period
from amanat.capabilities.registry.rules.figures import provinces_of as provinces_of
from amanat.capabilities.registry.rules.figures import publishable as publishable
from amanat.capabilities.registry.rules.figures import routes_of as routes_of
from amanat.capabilities.registry.rules.licences import DAYS_IN_A_YEAR as DAYS_IN_A_YEAR
from amanat.capabilities.registry.rules.licences import END_REASONS as END_REASONS
from amanat.capabilities.registry.rules.licences import LONGEST_ADDRESS as LONGEST_ADDRESS
from amanat.capabilities.registry.rules.licences import LONGEST_NAME as LONGEST_NAME
from amanat.capabilities.registry.rules.licences import LONGEST_NUMBER as LONGEST_NUMBER
from amanat.capabilities.registry.rules.licences import LONGEST_YEARS as LONGEST_YEARS
from amanat.capabilities.registry.rules.licences import PUBLIC_ADDRESS as PUBLIC_ADDRESS
from amanat.capabilities.registry.rules.licences import REMINDED_BEFORE_DAYS as REMINDED_BEFORE_DAYS
from amanat.capabilities.registry.rules.licences import check_term as check_term
from amanat.capabilities.registry.rules.licences import end_of as end_of
from amanat.capabilities.registry.rules.licences import public_address as public_address
from amanat.capabilities.registry.rules.lists import EXPIRED as EXPIRED
from amanat.capabilities.registry.rules.lists import LIST_KEPT as LIST_KEPT
from amanat.capabilities.registry.rules.lists import LIST_LASTS as LIST_LASTS
from amanat.capabilities.registry.rules.lists import LIST_RENEWED_AFTER as LIST_RENEWED_AFTER
from amanat.capabilities.registry.rules.lists import REVOKED as REVOKED
from amanat.capabilities.registry.rules.lists import SEAL_STATES as SEAL_STATES
from amanat.capabilities.registry.rules.lists import SUSPENDED as SUSPENDED
from amanat.capabilities.registry.rules.lists import UNKNOWN as UNKNOWN
from amanat.capabilities.registry.rules.lists import VALID as VALID
from amanat.capabilities.registry.rules.lists import Entry as Entry
from amanat.capabilities.registry.rules.lists import canonical as canonical
from amanat.capabilities.registry.rules.lists import said as said
from amanat.capabilities.registry.rules.lists import seal_list as seal_list
from amanat.capabilities.registry.rules.papers import CREDENTIAL_KEY as CREDENTIAL_KEY
from amanat.capabilities.registry.rules.papers import KEYS as KEYS
from amanat.capabilities.registry.rules.papers import LIST_KEY as LIST_KEY
from amanat.capabilities.registry.rules.papers import PURPOSES as PURPOSES
from amanat.capabilities.registry.rules.papers import STATUS_KEY as STATUS_KEY
from amanat.capabilities.registry.rules.papers import Key as Key
from amanat.capabilities.registry.rules.papers import credential as credential
from amanat.capabilities.registry.rules.papers import did as did
from amanat.capabilities.registry.rules.papers import did_document as did_document
from amanat.capabilities.registry.rules.papers import jwks as jwks
from amanat.capabilities.registry.rules.papers import key_name as key_name
from amanat.capabilities.registry.rules.papers import status_list as status_list
from amanat.capabilities.registry.rules.shown import MEANINGS as MEANINGS
from amanat.capabilities.registry.rules.shown import PUBLIC as PUBLIC
from amanat.capabilities.registry.rules.shown import SIGNS as SIGNS
from amanat.capabilities.registry.rules.shown import WORDS as WORDS
from amanat.capabilities.registry.rules.shown import Period as Period
from amanat.capabilities.registry.rules.shown import Room as Room
from amanat.capabilities.registry.rules.shown import Shown as Shown
from amanat.capabilities.registry.rules.shown import entry_of as entry_of
from amanat.capabilities.registry.rules.shown import on_the_day as on_the_day
from amanat.capabilities.registry.rules.shown import period_now as period_now
from amanat.capabilities.registry.rules.shown import shown as shown

#  Looking a code up: at most so many tries from one neighbourhood, and about one code.
MOST_LOOKS_OF_A_NETWORK = 20
MOST_LOOKS_AT_A_CODE = 10
LOOK_SPAN = timedelta(hours=1)

CODE_BYTES = 16  # Of the code in a badge's link: 32 hexadecimal characters.
