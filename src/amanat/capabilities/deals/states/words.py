"""What the machine's words become where nothing travels: a code, an account, a domain.

`{thing}` is what is sold, `{secret}` what the buyer has to see for it. What is not here is said
as in the machine itself.
"""

from amanat.capabilities.deals.rules.kinds import (
    ACCOUNT,
    CODE,
    COIN,
    DOMAIN,
    DOMAIN_IR,
    DOMAINS,
    IN_PERSON,
    WORK,
)
from amanat.capabilities.deals.states.deal import DEAL
from amanat.words.text import Text

_DOMAIN = (Text("دامنه", "domain"), Text("کد انتقال", "transfer code"))
NAMES = {
    CODE: (Text("کد", "code"), Text("کد", "code")),
    ACCOUNT: (Text("حساب", "account"), Text("مشخصات ورود", "sign-in details")),
    DOMAIN_IR: _DOMAIN,
    DOMAIN: _DOMAIN,
}
STATES = {
    "funded": Text("پول نزد امانت؛ در انتظار سپردن {secret}", "Money held, awaiting the {secret}"),
    "shipped": Text("{secret} آمادهٔ خریدار است", "The {secret} is ready for the buyer"),
}
DOMAIN_STATES = {"shipped": Text("دامنه در حال انتقال", "The domain is being transferred")}
VERBS = {
    "hand_over": Text("سپردن {secret}", "Hand over the {secret}"),
    "reveal": Text("دیدن {secret}", "See the {secret}"),
    "receive": Text("دامنه به نام من شد", "The domain is mine now"),
    "decline": Text("نمی‌توانم بسپارم؛ پول برگردد", "I cannot hand it over; return the money"),
    "call_off": Text("لغو، چون {thing} سپرده نشد", "Call off: the {thing} was not handed over"),
}
AT_ZERO = {
    "funded": Text(
        "اگر تا آن زمان {secret} سپرده نشود، همهٔ پول به خریدار برمی‌گردد.",
        "If the {secret} is not handed over by then, all the money goes back to the buyer.",
    ),
    "shipped": Text(
        "اگر تا آن زمان دیده نشود، {secret} دیده‌نشده نابود می‌شود و همهٔ پول به خریدار برمی‌گردد.",
        "If nobody has looked by then, the {secret} is destroyed unseen and all the money goes "
        "back to the buyer.",
    ),
}
CODE_AT_ZERO = {
    "agreed": Text(
        "اگر تا آن زمان کد مهروموم و پول پرداخت نشود، معامله بی‌هزینه پایان می‌یابد.",
        "If the code is not sealed and paid for by then, the deal ends at no cost.",
    ),
}
ACCOUNT_AT_ZERO = {
    "inspection": Text(
        "اگر تا پایان مهلت کاری نشود، مهلت بازپس‌گیری آغاز می‌شود و سپس پول به فروشنده می‌رسد.",
        "If nothing is done by then, the recovery watch begins, and then the money goes to the "
        "seller.",
    ),
}
DOMAIN_AT_ZERO = {
    "shipped": Text(
        "اگر تا آن زمان کد انتقال دیده نشود، پول برمی‌گردد؛ اگر دیده شود و انتقال تأیید نشود، پول "
        "نگه داشته و پرونده بررسی می‌شود.",
        "If the transfer code is not looked at by then, the money goes back; if it is, and the "
        "transfer is not confirmed, the money is kept and the case is examined.",
    ),
}

WORK_STATES = {
    "funded": Text("پول نزد امانت؛ در انتظار تحویل", "Money held, awaiting delivery"),
    "inspection": Text("تحویل شد؛ خریدار می‌بیند", "Handed in, being looked at"),
}
COIN_STATES = {
    "funded": Text("پول نزد امانت؛ در انتظار رمزارز", "Money held, awaiting the coins"),
    "shipped": Text("فرستاده شد؛ در انتظار تأیید شبکه", "Sent, awaiting confirmations"),
}
COIN_VERBS = {
    "receive": Text("رمزارز رسید و تأیید شد", "The coins have arrived, confirmed"),
    "call_off": Text("لغو به‌سبب نفرستادن", "Call off: not sent"),
}
MEETING_STATES = {
    "funded": Text("پول نزد امانت؛ در انتظار دیدار", "Money held, awaiting the meeting"),
}
MEETING_VERBS = {
    "decline": Text("نمی‌توانم تحویل دهم؛ پول برگردد", "I cannot hand it over; return the money"),
    "call_off": Text("لغو به‌سبب تحویل‌نشدن", "Call off: not handed over"),
}
MEETING_AT_ZERO = {
    "funded": Text(
        "اگر تا آن زمان کالا در دیدار تحویل داده نشود، همهٔ پول به خریدار برمی‌گردد.",
        "If the goods are not handed over by then, all the money goes back to the buyer.",
    ),
}
OWN_STATES = {WORK: WORK_STATES, COIN: COIN_STATES, IN_PERSON: MEETING_STATES}
WORK_VERBS = {
    "decline": Text("نمی‌توانم انجام دهم؛ پول برگردد", "I cannot do it; return the money"),
    "call_off": Text("لغو به‌سبب تحویل‌نشدن", "Call off: not handed in"),
}
COIN_AT_ZERO = {
    "funded": Text(
        "اگر تا آن زمان رمزارز فرستاده نشود، همهٔ پول به خریدار برمی‌گردد.",
        "If the coins are not sent by then, all the money goes back to the buyer.",
    ),
    "agreed": Text(
        "اگر تا آن زمان پرداخت نشود، قفل بها باز می‌شود و معامله بی‌هزینه پایان می‌یابد.",
        "If it is not paid by then, the price is no longer locked and the deal ends at no cost.",
    ),
    "shipped": Text(
        "اگر تا آن زمان رسیدن تأیید نشود، پول نگه داشته و تراکنش بررسی می‌شود.",
        "If the arrival is not confirmed by then, the money is kept and the transaction examined.",
    ),
}
WORK_AT_ZERO = {
    "agreed": Text(
        "اگر تا آن زمان پرداخت نشود، این مرحله و مرحله‌های بازنشده بی‌هزینه لغو می‌شود.",
        "If it is not paid by then, this stage and those not yet open end at no cost.",
    ),
    "funded": Text(
        "اگر تا آن زمان کاری تحویل نشود، همهٔ پول به خریدار برمی‌گردد.",
        "If nothing is handed in by then, all the money goes back to the buyer.",
    ),
}
OWN_VERBS = {WORK: WORK_VERBS, COIN: COIN_VERBS, IN_PERSON: MEETING_VERBS}
OWN_AT_ZERO = {WORK: WORK_AT_ZERO, COIN: COIN_AT_ZERO, IN_PERSON: MEETING_AT_ZERO}


def named(kind: str, text: Text) -> Text:
    """The sentence with the words of this kind in it."""
    thing, secret = NAMES[kind]
    return Text(
        text.fa.format(thing=thing.fa, secret=secret.fa),
        text.en.format(thing=thing.en, secret=secret.en),
    )


def state_words(kind: str, state: str) -> Text:
    """How this state is called where this kind of thing is sold."""
    if kind in OWN_STATES:
        return OWN_STATES[kind].get(state) or DEAL.states[state]
    special = (DOMAIN_STATES if kind in DOMAINS else {}).get(state) or STATES.get(state)
    return _said(kind, special, DEAL.states[state])


def verb_words(kind: str, verb: str) -> Text:
    if kind in OWN_STATES:
        return OWN_VERBS[kind].get(verb) or DEAL.verbs[verb]
    return _said(kind, VERBS.get(verb), DEAL.verbs[verb])


def zero_words(kind: str, state: str) -> Text | None:
    """What happens at the deadline of this state; None where no clock runs."""
    timer = DEAL.timers.get(state)
    if timer is None:
        return None
    if kind in OWN_STATES:
        return OWN_AT_ZERO[kind].get(state) or timer.says
    own = {CODE: CODE_AT_ZERO, ACCOUNT: ACCOUNT_AT_ZERO}.get(
        kind, DOMAIN_AT_ZERO if kind in DOMAINS else {}
    )
    return _said(kind, own.get(state) or AT_ZERO.get(state), timer.says)


def _said(kind: str, special: Text | None, usual: Text) -> Text:
    return usual if special is None or kind not in NAMES else named(kind, special)
