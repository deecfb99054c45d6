"""A question to a bank is written down, and handed to a worker, before anybody asks it."""

from typing import Any

from procrastinate.contrib.django import app

from amanat.capabilities.payments.models import Call
from amanat.kernel.log.rows import write_row
from amanat.words.act import Act

TASK, QUEUE = "payments.ask", "banks"


def intend(act: Act, name: str, **about: Any) -> Call:
    """Write the intent in the verb's own transaction, with a job that will ask after the commit.

    Whoever comes first asks: the job, or the page that is waiting for the answer.
    """
    call = Call(name=name, intended_at=act.at, **about)
    write_row(call)
    app.configure_task(TASK, queue=QUEUE).defer(call_id=call.pk)
    return call


def was_asked(call: Call, **about: Any) -> bool:
    """Whether the bank has heard this question in another call, whose answer may be lost.

    A later call may have been asked first: workers do not keep the order of intents.
    """
    others = Call.objects.filter(name=call.name, sent_at__isnull=False, **about)
    return others.exclude(pk=call.pk).exists()
