"""Processes of their own that can be killed -9 at a named point around a call to the outside.

The traps live here and are set in the child after the fork: no line of the product knows of them.
A killed process has held real locks, real rows of the queue, and a real socket to the bank.
"""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

import httpx
from django.db import connections, transaction
from procrastinate.contrib.django import app

from amanat.capabilities.notices import actions as notices
from amanat.capabilities.payments import actions
from amanat.capabilities.payments.actions import asking, intent, sweeps
from amanat.capabilities.payments.models import Call
from amanat.capabilities.people.actions import accounts
from amanat.kernel.clock import time as clock
from amanat.kernel.outside import way

LONGEST_LIFE_SECONDS = 120
POLL_SECONDS = 0.005
KILLED = -signal.SIGKILL

BEFORE_INTENT = "before the intent is committed"
AFTER_INTENT = "after the intent"
BEFORE_CLAIM = "before the claim"
AFTER_CLAIM = "after the claim"
AFTER_EFFECT = "after the call's effect"
AFTER_ANSWER = "after the answer"
BEFORE_WRITTEN = "before the answer is committed"
AFTER_WRITTEN = "before the job is finished"
POINTS = (
    BEFORE_INTENT, AFTER_INTENT, BEFORE_CLAIM, AFTER_CLAIM, AFTER_EFFECT, AFTER_ANSWER,
    BEFORE_WRITTEN, AFTER_WRITTEN,
)  # fmt: skip

Do = Callable[[], object]


def in_a_process(do: Do, longest_seconds: int = LONGEST_LIFE_SECONDS) -> int:
    """Run in a process of its own; answer its exit code, or the signal that ended it as -n."""
    connections.close_all()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _live(do)
    until = time.monotonic() + longest_seconds
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(POLL_SECONDS)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise AssertionError("A worker neither ended nor died.")


def _live(do: Do) -> None:
    code = 70
    try:
        do()
        code = 0
    except BaseException:  # Whatever it is: this process must not run on as a second parent.
        traceback.print_exc()
    finally:
        os._exit(code)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def work_the_queue(at: Any, *queues: str) -> None:
    """What a worker does with the jobs that wait: the real one, at the platform time `at`."""
    clock.now = lambda: at
    app.periodic_registry.periodic_tasks.clear()  # Rounds of the clock are played by the story.
    worker = app.with_connector(app.connector.get_worker_connector())
    worker.run_worker(
        queues=list(queues), wait=False, listen_notify=False, install_signal_handlers=False
    )


def forget_the_queue() -> None:
    """Jobs that other tests left behind are nobody's business here."""
    with connections["default"].cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'cancelled' where status = 'todo'")


class Last(httpx.BaseTransport):
    """A way out whose first answer nobody hears."""

    def __init__(self, usual: httpx.BaseTransport) -> None:
        self.usual = usual

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.usual.handle_request(request)
        die()


def die_after_the_effect() -> None:
    """The bank has done it; its answer reaches the machine, and the process is no more."""
    way().now = Last(way().now)


def set_trap(point: str, question: str) -> None:
    """From here on this process dies at `point` of the first call of this name."""
    TRAPS[point](question)


def _on_intent(question: str, *, committed: bool) -> None:
    really = intent.write_row

    def write(call: Call) -> None:
        really(call)
        if call.name == question and committed:
            transaction.on_commit(die)
        elif call.name == question:
            die()

    intent.write_row = write


def _before_claim(question: str) -> None:
    really = asking.ask

    def ask(act: Any, *, call_id: int) -> bool:
        if Call.objects.get(pk=call_id).name == question:
            die()
        return really(act, call_id=call_id)

    actions.ask = asking.ask = sweeps.ask = ask


def _on_question(question: str, point: str) -> None:
    really = asking._asker

    def choose(call: Call) -> Callable[[Call], Any]:
        return really(call) if call.name != question else lambda call: _asked(really(call), call)

    def _asked(ask: Callable[[Call], Any], call: Call) -> Any:
        if point == AFTER_CLAIM:
            die()
        if point == AFTER_EFFECT:
            die_after_the_effect()
        ask(call)
        die()

    asking._asker = choose


def _on_hearing(question: str, *, committed: bool) -> None:
    really = asking.hear

    def hear(act: Any, *, call_id: int, answer: Any) -> None:
        if Call.objects.get(pk=call_id).name != question:
            return really(act, call_id=call_id, answer=answer)
        if committed:
            really(act, call_id=call_id, answer=answer)
            die()
        with transaction.atomic():
            really(act, call_id=call_id, answer=answer)
            die()
        return None

    asking.hear = hear


TRAPS: dict[str, Callable[[str], None]] = {
    BEFORE_INTENT: lambda question: _on_intent(question, committed=False),
    AFTER_INTENT: lambda question: _on_intent(question, committed=True),
    BEFORE_CLAIM: _before_claim,
    AFTER_CLAIM: lambda question: _on_question(question, AFTER_CLAIM),
    AFTER_EFFECT: lambda question: _on_question(question, AFTER_EFFECT),
    AFTER_ANSWER: lambda question: _on_question(question, AFTER_ANSWER),
    BEFORE_WRITTEN: lambda question: _on_hearing(question, committed=False),
    AFTER_WRITTEN: lambda question: _on_hearing(question, committed=True),
}


def _before(room: Any, name: str) -> None:
    setattr(room, name, lambda *_, **__: die())


def _after(room: Any, name: str) -> None:
    really = getattr(room, name)

    def done(*args: Any, **kwargs: Any) -> None:
        really(*args, **kwargs)
        die()

    setattr(room, name, done)


def _within(room: Any, name: str) -> None:
    really = getattr(room, name)

    def done(*args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            really(*args, **kwargs)
            die()

    setattr(room, name, done)


#  An SMS has its intent in its own row, and an inquiry its own table: their traps say so.
SMS_TRAPS: dict[str, Do] = {
    BEFORE_CLAIM: lambda: _before(notices, "claim"),
    AFTER_CLAIM: lambda: _after(notices, "claim"),
    AFTER_EFFECT: die_after_the_effect,
    AFTER_ANSWER: lambda: _before(notices, "accept"),
    BEFORE_WRITTEN: lambda: _within(notices, "accept"),
    AFTER_WRITTEN: lambda: _after(notices, "accept"),
}
OWNER_TRAPS: dict[str, Do] = {
    BEFORE_INTENT: lambda: _before(accounts, "_name"),
    AFTER_INTENT: lambda: _after(accounts, "_name"),
    AFTER_EFFECT: die_after_the_effect,
    AFTER_ANSWER: lambda: _before(accounts, "answer"),
    BEFORE_WRITTEN: lambda: _within(accounts, "confirm_owner"),
    AFTER_WRITTEN: lambda: _after(accounts, "confirm_owner"),
}
