"""Files to the bank: how many, how much, a sample, and the file itself to take away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from amanat.capabilities.payments import queries as money
from amanat.capabilities.people import queries as people
from amanat.capabilities.reconciliation import queries
from amanat.face.tables import table
from amanat.face.web import signed_in

MOST_FILES = 30
SAMPLE = 3


@require_GET
@never_cache
@signed_in
def payouts(request: HttpRequest) -> HttpResponse:
    """What waits for two signatures, and the newest files with a sample of each."""
    queries.check_finance(request.user.pk)
    signing = list(money.awaiting_approval())
    return render(request, "reconciliation/payouts.html", {
        "signing": len(signing),
        "signing_units": sum(one.units for one in signing),
        "files": money.files(MOST_FILES, SAMPLE),
        "is_halted": money.is_halted(),
    })  # fmt: skip


@require_GET
@never_cache
@signed_in
def as_pain(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The very file that went to the bank."""
    queries.check_finance(request.user.pk)
    batch = money.batches().filter(pk=batch_id).exclude(body="").first()
    if batch is None:
        raise Http404
    reply = HttpResponse(batch.body, content_type="application/xml; charset=utf-8")
    reply["Content-Disposition"] = f'attachment; filename="{batch.file_name}.xml"'
    return reply


@require_GET
@never_cache
@signed_in
def as_csv(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The same rows as the table that a bank's counter takes; the Sheba is shortened."""
    queries.check_finance(request.user.pk)
    rows = [
        (one.end_to_end_id, people.masked_sheba(one.sheba) if one.sheba else "", one.owner_name,
         one.units, one.state)
        for one in money.payouts_in(batch_id)
    ]  # fmt: skip
    heading = ("end_to_end_id", "sheba", "name", "rial", "state")
    return table(f"payouts-{batch_id}", heading, rows)
