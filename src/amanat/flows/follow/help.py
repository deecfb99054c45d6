"""What follows when somebody writes to us, is not reached, or wants to be called."""

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.support import actions as support
from amanat.capabilities.support import queries as conversations
from amanat.capabilities.watch import actions as watch
from amanat.kernel.log.facts import Fact, id_in
from amanat.words.act import Act


def do_what_was_answered(act: Act, fact: Fact) -> None:
    """The digit that answers a question about a deal."""
    deals.answer_by_sms(
        act,
        deal_id=id_in(fact.facts["about"]),
        kind=fact.facts["kind"],
        choice=fact.facts["choice"],
    )


def hand_to_support(act: Act, fact: Fact) -> None:
    """An SMS that nobody asked for is read by a person."""
    support.hear_sms(act, sms_id=fact.id)


def call_instead(act: Act, fact: Fact) -> None:
    """Two SMS in a row did not arrive: somebody calls."""
    watch.call_unreachable(act, notice_id=fact.id)


def send_the_link(act: Act, fact: Fact) -> None:
    support.acknowledge(act, conversation_id=fact.id, by=fact.facts["by"])


def tell_the_customer(act: Act, fact: Fact) -> None:
    support.tell_of_answer(act, conversation_id=fact.id, line_id=fact.facts["line_id"])


def call_back(act: Act, fact: Fact) -> None:
    """A call that was asked for becomes a task of the watch desk."""
    one = conversations.conversation(fact.id)
    watch.ask_for_call(
        act, about=fact.subject, phone=one.phone, person_id=one.person_id, deal_id=one.deal_id
    )
