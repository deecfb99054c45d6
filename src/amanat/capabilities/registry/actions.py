"""One verb: look whether a code and its digits belong to a real deal."""

import hashlib

from django.db import transaction

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.registry import queries, rules
from amanat.capabilities.registry.models import Look
from amanat.capabilities.registry.refusals import TooManyLooks
from amanat.words.act import Act
from amanat.words.codes import read_code
from amanat.words.refusal import refuse_unless
from amanat.words.text import Text


@transaction.atomic
def look(act: Act, *, code: str, digits: str, network: str = "") -> Text | None:
    """The phrase of the deal, or None: never which of the two was wrong. Tries are counted."""
    known = read_code("D", code) or code.strip().upper()
    digest = hashlib.sha256(known.encode()).hexdigest()
    Look.objects.filter(at__lte=act.at - rules.LOOK_SPAN).delete()
    if network:
        few = queries.looks(act.at, network=network) < rules.MOST_LOOKS_OF_A_NETWORK
        refuse_unless(few, TooManyLooks)
    few = queries.looks(act.at, code_digest=digest) < rules.MOST_LOOKS_AT_A_CODE
    refuse_unless(few, TooManyLooks)
    Look.objects.create(network=network, code_digest=digest, at=act.at)
    watchword = deals.proved(code, digits)
    return watchword.phrase if watchword else None
