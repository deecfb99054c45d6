"""A project is a promise in stages; each stage is a small deal with terms of its own."""

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from amanat.capabilities.deals.rules.kinds import WORK
from amanat.capabilities.deals.rules.stages import HOURS_PER_DAY, Stage
from amanat.capabilities.deals.rules.terms import LONGEST_TITLE, Delivery, Terms

LINK = re.compile(r"https?:|www\.|\b[\w-]+\.(?:com|ir|net|org|io|app|link|me)\b", re.IGNORECASE)
#  A stage in one of these has nothing left for its two people to do; its money may still travel.
SETTLED = frozenset({"accepted", "paying_out", "splitting", "refunding"})


def stages_of(terms: Terms) -> list[Stage]:
    """The stages of a project's terms; nothing for any other terms."""
    return [Stage(**one) for one in terms.more.get("stages", ())] if terms.kind == WORK else []


def stage_terms(project: Terms) -> list[Terms]:
    """The terms of each small deal: same people, same fee rule, its own price, time and test."""
    return [
        Terms(
            title=f"{stage.title} · {project.title}"[:LONGEST_TITLE].rstrip(),
            description=stage.test,
            price_units=stage.price_units,
            fee_payer=project.fee_payer,
            fee_basis_points=project.fee_basis_points,
            delivery=Delivery.ONLINE,
            ship_hours=stage.days * HOURS_PER_DAY,
            inspection_hours=project.inspection_hours,
            kind=WORK,
            more={
                "place": place,
                "revisions": project.more["revisions"],
                "revision_days": project.more["revision_days"],
            },
        )
        for place, stage in enumerate(stages_of(project), start=1)
    ]


def revise_by(asked_at: datetime, terms: Terms) -> datetime:
    """Until when the seller hands in the revised work."""
    return asked_at + timedelta(days=terms.more["revision_days"])


def fingerprint(words: str, file_hashes: Iterable[str]) -> str:
    """One hash over what is handed in: the words, and the hash of every file in its order."""
    said = {"files": list(file_hashes), "words": words}
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def has_link(words: str) -> bool:
    return LINK.search(words) is not None
