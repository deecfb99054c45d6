"""What is given out for those who check without us: the signed list and its lists of bits."""

import hashlib

from django.conf import settings

from amanat.capabilities.registry import queries, rules
from amanat.capabilities.registry.events import ListPublished
from amanat.capabilities.registry.models import Publication
from amanat.kernel import signing
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act

STATE_OF = {"revocation": rules.REVOKED, "suspension": rules.SUSPENDED}


@atomic
def publish(act: Act) -> Publication:
    """A new list when a seal changed or the last list is no longer young; otherwise the last one.

    Only what is new in it becomes a fact: the same list with a later time tells nothing.
    """
    newest = Publication.objects.order_by("-sequence")
    newest.select_for_update().first()  # Whoever publishes too waits here; then we read again.
    last = newest.first()
    seals = list(queries.all_listed(act.at))
    entries = [rules.entry_of(one.code, one.domain, one.now, one.ends_on) for one in seals]
    contents = hashlib.sha256(rules.canonical({"seals": rules.said(entries)})).hexdigest()
    is_new = last is None or last.contents_sha256 != contents
    if last is not None and not is_new and act.at < last.issued_at + rules.LIST_RENEWED_AFTER:
        return last
    sequence = last.sequence + 1 if last else 1
    site = settings.SITE_URL
    listed = rules.seal_list(rules.did(site), sequence, act.at, entries)
    published = Publication.objects.create(
        sequence=sequence, issued_at=act.at, contents_sha256=contents,
        seal_list=queries.signed_list(listed),
        **{purpose: _bits(act, purpose, seals) for purpose in rules.PURPOSES},
    )  # fmt: skip
    Publication.objects.filter(issued_at__lt=act.at - rules.LIST_KEPT).delete()
    if is_new:
        record(act, ListPublished(sequence, contents), subject=published)
    return published


def _bits(act: Act, purpose: str, seals: list[queries.Listed]) -> str:
    """The list of one purpose, signed."""
    places = [one.place for one in seals if one.now.state == STATE_OF[purpose]]
    packed = rules.packed(place for place in places if place is not None)
    encoded = f"u{signing.base64url(packed)}"  # Multibase: base64url without padding.
    paper = rules.status_list(settings.SITE_URL, purpose, encoded, act.at)
    return queries.signed(rules.STATUS_KEY, paper)
