"""What anybody may know: figures, our licences, and every seal."""

from amanat.capabilities.registry.queries.figures import MOST_LICENCES as MOST_LICENCES
from amanat.capabilities.registry.queries.figures import Row as Row
from amanat.capabilities.registry.queries.figures import Spread as Spread
from amanat.capabilities.registry.queries.figures import check_officer as check_officer
from amanat.capabilities.registry.queries.figures import is_known as is_known
from amanat.capabilities.registry.queries.figures import licence as licence
from amanat.capabilities.registry.queries.figures import licences as licences
from amanat.capabilities.registry.queries.figures import looks as looks
from amanat.capabilities.registry.queries.figures import promises as promises
from amanat.capabilities.registry.queries.figures import proposed_licences as proposed_licences
from amanat.capabilities.registry.queries.figures import spread as spread
from amanat.capabilities.registry.queries.papers import credential as credential
from amanat.capabilities.registry.queries.papers import did_document as did_document
from amanat.capabilities.registry.queries.papers import jwks as jwks
from amanat.capabilities.registry.queries.papers import signed as signed
from amanat.capabilities.registry.queries.papers import signed_list as signed_list
from amanat.capabilities.registry.queries.seals import PAGE as PAGE
from amanat.capabilities.registry.queries.seals import Answer as Answer
from amanat.capabilities.registry.queries.seals import Change as Change
from amanat.capabilities.registry.queries.seals import Listed as Listed
from amanat.capabilities.registry.queries.seals import all_listed as all_listed
from amanat.capabilities.registry.queries.seals import badge_of as badge_of
from amanat.capabilities.registry.queries.seals import changes as changes
from amanat.capabilities.registry.queries.seals import latest_publication as latest_publication
from amanat.capabilities.registry.queries.seals import listed as listed
from amanat.capabilities.registry.queries.seals import the_answer as the_answer
