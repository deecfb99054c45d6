"""Every write of support. It helps without power: no verb here moves money or reads a code."""

from dataclasses import replace

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries as deal_queries
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.notices import queries as notice_queries
from amanat.capabilities.people import actions as codes
from amanat.capabilities.people import queries as people
from amanat.capabilities.support import letters, queries, rules
from amanat.capabilities.support.events import (
    CallBackAsked,
    CannedSaved,
    ConversationHandedOn,
    ConversationOpened,
    ConversationSolved,
    ConversationTakenUp,
    CustomerWrote,
    DisputeStartedFor,
    SmsResent,
    SupportAnswered,
)
from amanat.capabilities.support.models import Canned, Conversation, Line
from amanat.capabilities.support.refusals import (
    CannedTooLong,
    LineNeeded,
    NotTheirDeal,
    OwnConversation,
    SummaryNeeded,
    TooManyConversations,
    UnknownHelpDesk,
)
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words import identity
from amanat.words.act import Act, Role
from amanat.words.codes import new_code
from amanat.words.event import Event
from amanat.words.persian import normalise
from amanat.words.refusal import NotFound, NotYours, refuse_unless
from amanat.words.text import Text

PAGE, SMS, MACHINE = "page", "sms", "machine"


@atomic
def open_conversation(
    act: Act, *, phone: str, words: str, by: str = PAGE, deal_id: int | None = None
) -> Conversation:
    """Ask for help, at any hour. `phone` is proved: by being signed in, by a code, by an SMS.

    About a deal only one of its sides may ask; the other side never sees it.
    """
    number, words = identity.mobile(phone), _line(words)
    person = people.by_phone(number)
    person_id = person.pk if person else None
    refuse_unless(act.by in {None, person_id}, NotYours)
    if deal_id is not None:
        is_side = deal_queries.deal_of(deal_id).role_of(person_id) is not None
        refuse_unless(is_side, NotFound, "deal")
    most = rules.MOST_OPEN if person else rules.MOST_OPEN_OF_A_PHONE
    has_room = queries.open_count(person_id, number) < most
    refuse_unless(has_room, TooManyConversations, "words", most=most)
    code = new_code(queries.PREFIX)
    conversation = Conversation(
        code=code, token_hash=queries.hash_of(queries.token_of(code)), person=person,
        phone=number, deal_id=deal_id, language=person.language if person else "fa",
        opened_at=act.at, waiting_since=act.at,
    )  # fmt: skip
    move(act, conversation, "open_conversation", ConversationOpened(by))
    _say(act, conversation, Line.CUSTOMER, words, person_id)
    return conversation


@atomic
def write(act: Act, *, conversation_id: int, words: str) -> Line:
    """The customer says something more; what was closed is open again."""
    conversation = Conversation.objects.lock(conversation_id)
    refuse_unless(act.role is Role.HOUSE or conversation.person_id == act.by, NotFound)
    words = _line(words)
    conversation.waiting_since = conversation.waiting_since or act.at
    conversation.solved_at = None
    move(act, conversation, "write", CustomerWrote())
    return _say(act, conversation, Line.CUSTOMER, words, conversation.person_id)


@atomic
def hear_sms(act: Act, *, sms_id: int) -> Line | None:
    """An SMS that answers no question: it goes on with what this number has open, or opens one."""
    sms = notice_queries.incoming(sms_id)
    if not sms.words:
        return None
    house = replace(act.wearing(Role.HOUSE), by=None)
    found = queries.open_of_phone(sms.phone)
    if found is not None:
        return write(house, conversation_id=found.pk, words=sms.words)
    opened = open_conversation(house, phone=sms.phone, words=sms.words, by=SMS)
    line: Line | None = opened.lines.first()
    return line


@atomic
def acknowledge(act: Act, *, conversation_id: int, by: str) -> None:
    """Whoever is not on a page of ours gets the link to the conversation, once."""
    conversation = queries.conversation(conversation_id)
    if by == MACHINE or (by == PAGE and conversation.person_id is not None):
        return
    letter = letters.BY_SMS if by == SMS else letters.OPENED
    _send(act, conversation, "support.opened", letter, f"support:{conversation.pk}")


@atomic
def ask_call(act: Act, *, conversation_id: int) -> Conversation:
    """The customer wants to be called; outside phone hours it waits until they begin."""
    conversation = Conversation.objects.lock(conversation_id)
    refuse_unless(conversation.person_id == act.by, NotFound)
    conversation.call_asked_at = act.at
    return _stay(act, conversation, "ask_call", CallBackAsked())


@atomic
def take_up(act: Act, *, conversation_id: int) -> Conversation:
    """Say that one is at it: a soft lock with a name. A colleague may still take over."""
    conversation = _served(act, conversation_id)
    conversation.agent_id, conversation.taken_at = act.person, act.at
    return _stay(act, conversation, "take_up", ConversationTakenUp())


@atomic
def answer(act: Act, *, conversation_id: int, words: str) -> Line:
    """Answer the customer, who reads it on the page and hears of it by SMS."""
    conversation = _served(act, conversation_id)
    line = _say(act, conversation, Line.SUPPORT, _line(words), act.by)
    if conversation.agent_id != act.by:
        conversation.agent_id, conversation.taken_at = act.person, act.at
    if conversation.first_answer_at is None:
        conversation.first_answer_at = act.at
    conversation.waiting_since = None
    move(act, conversation, "answer", SupportAnswered(line.pk), due_at=act.at + rules.QUIET)
    return line


@atomic
def tell_of_answer(act: Act, *, conversation_id: int, line_id: int) -> None:
    """The answer by SMS: whole when it fits, else the news that there is one."""
    conversation = queries.conversation(conversation_id)
    words = Line.objects.get(pk=line_id).words.replace("\n", " ")
    whole = Text(
        letters.ANSWERED.fa.replace("{words}", words), letters.ANSWERED.en.replace("{words}", words)
    )
    link = queries.link_of(conversation)
    fits = all(notice_queries.fits(one.replace("{link}", link)) for one in (whole.fa, whole.en))
    letter = whole if fits else letters.ANSWERED_LONG
    _send(act, conversation, "support.answered", letter, f"answered:{line_id}")


@atomic
def hand_on(act: Act, *, conversation_id: int, desk: str, words: str) -> Conversation:
    """Another desk or colleague goes on; what was found so far goes with it as a note."""
    conversation = _served(act, conversation_id)
    refuse_unless(desk in rules.DESKS, UnknownHelpDesk, "desk")
    words = normalise(words, "words")
    refuse_unless(0 < len(words) <= rules.LONGEST_SUMMARY, SummaryNeeded, "words")
    conversation.desk, conversation.agent, conversation.taken_at = desk, None, None
    conversation.summary = words
    conversation.waiting_since = conversation.waiting_since or act.at
    move(act, conversation, "hand_on", ConversationHandedOn(desk))
    _say(act, conversation, Line.NOTE, words, act.by)
    return conversation


@atomic
def resend(act: Act, *, conversation_id: int) -> Conversation:
    """Repeat the last SMS that went to the customer; never a code."""
    conversation = _served(act, conversation_id)
    notices.repeat_last(act, phone=conversation.phone)
    return _stay(act, conversation, "resend", SmsResent())


@atomic
def dispute_for(
    act: Act, *, conversation_id: int, deal_id: int, kind: str, words: str, wants: str
) -> Conversation:
    """Report a problem for the customer, who has just told us the code that was sent to them.

    The money is kept; nothing is released and nothing goes back by this.
    """
    conversation = _served(act, conversation_id)
    deal = deal_queries.deal_of(deal_id)
    is_theirs = conversation.person_id is not None and deal.buyer_id == conversation.person_id
    refuse_unless(is_theirs, NotTheirDeal, "deal")
    theirs = replace(act, by=conversation.person_id, role=Role.BUYER)
    codes.spend_confirmation(theirs, purpose=rules.DISPUTE, subject=deal.code)
    deals.report(theirs, deal_id=deal.pk, kind=kind, words=words, wants=wants)
    return _stay(act, conversation, "dispute_for", DisputeStartedFor(deal.pk))


@atomic
def solve(act: Act, *, conversation_id: int) -> Conversation:
    """It is done, or nobody wrote for days; it opens again whenever the customer writes."""
    if act.role is Role.CLOCK:
        conversation = Conversation.objects.lock(conversation_id)
    else:
        conversation = _served(act, conversation_id)
    conversation.solved_at, conversation.waiting_since = act.at, None
    move(act, conversation, "solve", ConversationSolved())
    return conversation


@atomic
def add_canned(act: Act, *, title_fa: str, title_en: str, body_fa: str, body_en: str) -> Canned:
    """A new answer that is said often."""
    return _save(act, Canned(), title_fa, title_en, body_fa, body_en)


@atomic
def change_canned(
    act: Act, *, canned_id: int, title_fa: str, title_en: str, body_fa: str, body_en: str
) -> Canned:
    """Other words for a canned answer."""
    return _save(act, Canned.objects.lock(canned_id), title_fa, title_en, body_fa, body_en)


@atomic
def drop_canned(act: Act, *, canned_id: int) -> Canned:
    """Offer it no longer; what was said with it stays."""
    _staff(act)
    one = Canned.objects.lock(canned_id)
    one.is_in_use = False
    one.save(update_fields=["is_in_use"])
    record(act, CannedSaved(one.title_en), subject=one)
    return one


def _save(act: Act, one: Canned, *texts: str) -> Canned:
    _staff(act)
    title_fa, title_en, body_fa, body_en = (normalise(text) for text in texts)
    titles_fit = all(0 < len(title) <= rules.LONGEST_TITLE for title in (title_fa, title_en))
    bodies_fit = all(0 < len(body) <= rules.LONGEST_CANNED for body in (body_fa, body_en))
    most = rules.LONGEST_CANNED
    refuse_unless(titles_fit and bodies_fit, CannedTooLong, "body_fa", most=most)
    one.title_fa, one.title_en, one.body_fa, one.body_en = title_fa, title_en, body_fa, body_en
    one.save()
    record(act, CannedSaved(one.title_en), subject=one)
    return one


def _served(act: Act, conversation_id: int) -> Conversation:
    """A conversation of somebody else, locked, for staff."""
    conversation = Conversation.objects.lock(conversation_id)
    _staff(act)
    refuse_unless(conversation.person_id != act.by, OwnConversation)
    return conversation


def _staff(act: Act) -> None:
    """Whoever says to be staff wears that hat."""
    wears = act.by is not None and act.role in people.hats(act.by)
    refuse_unless(wears, NotYours)


def _stay(act: Act, conversation: Conversation, verb: str, event: Event) -> Conversation:
    """A move that leaves the conversation, and its clock, where they are."""
    move(act, conversation, verb, event, due_at=conversation.due_at)
    return conversation


def _say(act: Act, to: Conversation, by: str, words: str, author_id: int | None) -> Line:
    return Line.objects.create(conversation=to, by=by, author_id=author_id, words=words, at=act.at)


def _line(words: str) -> str:
    words = normalise(words, "words")
    least, most = rules.LEAST_LINE, rules.LONGEST_LINE
    refuse_unless(least <= len(words) <= most, LineNeeded, "words", least=least, most=most)
    return words


def _send(act: Act, to: Conversation, kind: str, letter: Text, key: str) -> None:
    link = queries.link_of(to)
    text = Text(letter.fa.replace("{link}", link), letter.en.replace("{link}", link))
    notices.queue(act, phone=to.phone, person_id=to.person_id, kind=kind, text=text, dedupe_key=key)
