"""The law of what is public, as pure functions."""

from datetime import timedelta

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

#  Looking a code up: at most so many tries from one neighbourhood, and about one code.
MOST_LOOKS_OF_A_NETWORK = 20
MOST_LOOKS_AT_A_CODE = 10
LOOK_SPAN = timedelta(hours=1)
