"""The words of a deal's page where nothing travels. `{thing}` and `{secret}` are named by kind."""

from amanat.capabilities.deals.pages.sentences.ahead import AGREE, AHEAD, PAY, PAYOUT
from amanat.capabilities.deals.pages.sentences.coins import COIN_AHEAD, COIN_NOW
from amanat.capabilities.deals.pages.sentences.now import NOW, Now
from amanat.capabilities.deals.pages.sentences.past import PAST
from amanat.capabilities.deals.pages.sentences.plain import PLAIN, Plain
from amanat.capabilities.deals.pages.sentences.work import WORK_AHEAD, WORK_NOW
from amanat.capabilities.deals.rules import ACCOUNT, CODE, COIN, DOMAINS, SECRET_KINDS, WORK
from amanat.capabilities.deals.states.words import named
from amanat.words.text import Text

AWAITING_SEAL = Now(
    Text("فروشنده کد را مهروموم می‌کند", "The seller seals the code"),
    Text(
        "نوبت شماست: کد را مهروموم کنید تا خریدار بپردازد",
        "Your turn: seal the code, so that the buyer can pay",
    ),
    Text(
        "نوبت فروشنده است که کد را مهروموم کند. هنوز نپردازید.",
        "The seller's turn to seal the code. Do not pay yet.",
    ),
)
AWAITING_TRANSFER = Now(
    Text("دامنه در حال انتقال است", "The domain is being transferred"),
    Text(
        "نوبت شماست: دامنه را به نام خود کنید و تأیید کنید",
        "Your turn: move the domain to your name, and confirm it",
    ),
    Text("خریدار دامنه را به نام خود می‌کند", "The buyer is moving the domain to his name"),
)
NOW_OF = {
    "agreed": Now(
        Text("پول در راه امانت", "Money on its way into escrow"),
        Text("نوبت شماست: پول را به امانت بسپارید", "Your turn: put the money into escrow"),
        Text("نوبت خریدار است که بپردازد. هنوز چیزی نسپارید.", "The buyer's turn to pay. Do not hand anything over yet."),
    ),
    "funded": Now(
        Text("فروشنده {secret} را می‌سپارد", "The seller hands over the {secret}"),
        Text("پول امن است؛ نوبت شماست: {secret} را بسپارید", "The money is safe. Your turn: hand over the {secret}"),
        Text("نوبت فروشنده است که {secret} را بسپارد", "The seller's turn to hand over the {secret}"),
    ),
    "shipped": Now(
        Text("{secret} آمادهٔ دیدن است", "The {secret} is ready to be seen"),
        Text("نوبت شماست: {secret} آماده است، ببینید", "Your turn: the {secret} is ready, have a look"),
        Text("نوبت خریدار است که {secret} را ببیند", "The buyer's turn to look at the {secret}"),
    ),
    "inspection": Now(
        Text("خریدار {thing} را می‌آزماید", "The buyer tries the {thing}"),
        Text("نوبت شماست: {thing} را بیازمایید و تأیید کنید", "Your turn: try the {thing} and approve"),
        Text("نوبت خریدار است که {thing} را بیازماید", "The buyer's turn to try the {thing}"),
    ),
    "watched": Now(
        Text("پول تا پایان مهلت بازپس‌گیری می‌ماند", "The money waits until the recovery watch ends"),
        Text("کاری نمانده؛ اگر حساب پس گرفته شد، گزارش دهید", "Nothing to do; report it if the account is taken back"),
        Text("اگر حساب پس گرفته نشود، پول خودکار به فروشنده می‌رسد", "Unless the account is taken back, the money goes to the seller by itself"),
    ),
}  # fmt: skip
PAST_OF = {
    "ThingSealed": Text("کد در گاوصندوق مهروموم شد", "The code was sealed in the vault"),
    "ShipmentDeclined": Text("فروشنده از سپردن انصراف داد", "The seller declined to hand it over"),
    "DealCalledOff": Text("لغو شد، چون {thing} سپرده نشد", "Called off: the {thing} was not handed over"),
    "ThingHandedOver": Text("{secret} در گاوصندوق گذاشته شد", "The {secret} was put into the vault"),
    "ThingRevealed": Text("خریدار مهر را گشود و {secret} را دید", "The buyer broke the seal and saw the {secret}"),
    "TransferCodeTaken": Text("خریدار کد انتقال را دید", "The buyer saw the transfer code"),
    "TransferProven": Text("ثبت‌کننده دامنه را به نام خریدار می‌شناسد", "The registry names the buyer as holder"),
    "GoodsReceived": Text("خریدار رسیدن دامنه را تأیید کرد", "The buyer confirmed the transfer"),
    "GoodsLost": Text("رسیدن دامنه تأیید نشد", "The transfer was not confirmed"),
    "UnseenReturned": Text("دیده نشد؛ {secret} نابود شد و پول برمی‌گردد", "Nobody looked; the {secret} was destroyed and the money goes back"),
    "RecoveryWatchBegun": Text("تأیید شد؛ مهلت بازپس‌گیری آغاز شد", "Approved; the recovery watch began"),
    "RecoveryWatchEnded": Text("مهلت بازپس‌گیری گذشت و پول آزاد شد", "The recovery watch ended; the money was released"),
    "PointsTicked": Text("خریدار نکته‌های تحویل را علامت زد", "The buyer ticked the hand-over list"),
}  # fmt: skip
SEAL = Text("فروشنده کد را مهروموم می‌کند", "The seller seals the code")
HAND_OVER = Text("فروشنده {secret} را می‌سپارد", "The seller hands over the {secret}")
LOOK = Text("خریدار {secret} را می‌بیند", "The buyer sees the {secret}")
MOVE = Text("دامنه به نام خریدار می‌شود", "The domain moves to the buyer's name")
TRY = Text("خریدار {thing} را می‌آزماید", "The buyer tries the {thing}")
WATCH = Text("پول تا پایان مهلت بازپس‌گیری می‌ماند", "The money waits until the recovery watch ends")
PATHS = {
    CODE: (("draft", AGREE), ("agreed", SEAL), ("sealed", PAY), ("shipped", LOOK),
           ("inspection", TRY), ("accepted", PAYOUT)),
    ACCOUNT: (("draft", AGREE), ("agreed", PAY), ("funded", HAND_OVER), ("shipped", LOOK),
              ("inspection", TRY), ("watched", WATCH), ("accepted", PAYOUT)),
    "domains": (("draft", AGREE), ("agreed", PAY), ("funded", HAND_OVER), ("shipped", LOOK),
                ("taken", MOVE), ("inspection", TRY), ("accepted", PAYOUT)),
}  # fmt: skip
SAME_PLACE = {"proposed": "draft", "countered": "draft", "part_funded": "agreed"}
PLAIN_OF = {
    "reveal": Plain(
        Text("مهر را می‌گشایید؟", "Break the seal?"),
        Text("{secret} فقط به شما نشان داده می‌شود و زمان و نشانی شبکهٔ شما ثبت می‌شود. مهلت بررسی از همین لحظه آغاز می‌شود.", "The {secret} is shown to you alone, and the time and your network are noted. The time to inspect starts now."),
    ),
    "decline": Plain(
        Text("نمی‌توانید {thing} را بسپارید؟", "You cannot hand over the {thing}?"),
        Text("همهٔ پول به خریدار برمی‌گردد و معامله پایان می‌یابد.", "All the money goes back to the buyer and the deal ends."),
        is_grave=True,
    ),
    "call_off": Plain(
        Text("معامله را لغو می‌کنید، چون {thing} سپرده نشد؟", "Call off the deal because the {thing} was not handed over?"),
        Text("همهٔ پول شما برمی‌گردد و معامله پایان می‌یابد.", "All your money comes back and the deal ends."),
        is_grave=True,
    ),
    "receive": Plain(
        Text("دامنه به نام شما شد؟", "Is the domain yours now?"),
        Text("مهلت بررسی از همین لحظه آغاز می‌شود. هنوز پولی آزاد نمی‌شود.", "The inspection time starts now. No money is released yet."),
    ),
}  # fmt: skip

OWN_NOW = {WORK: WORK_NOW, COIN: COIN_NOW}
OWN_AHEAD = {WORK: WORK_AHEAD, COIN: COIN_AHEAD}


def now_of(kind: str, state: str, *, is_sealed: bool, is_seen: bool) -> Now | None:
    """The open step in the words of this kind."""
    if kind in OWN_NOW:
        return OWN_NOW[kind].get(state)
    if kind not in SECRET_KINDS or state not in NOW_OF:
        return NOW.get(state)
    if kind == CODE and state == "agreed" and not is_sealed:
        return AWAITING_SEAL
    if kind in DOMAINS and state == "shipped" and is_seen:
        return AWAITING_TRANSFER
    now = NOW_OF[state]
    return Now(named(kind, now.step), named(kind, now.yours), named(kind, now.theirs))


def past_of(kind: str, fact: str) -> Text | None:
    """What the timeline says of a fact; None when it stays out of it."""
    if kind in SECRET_KINDS and fact in PAST_OF:
        return named(kind, PAST_OF[fact])
    return PAST.get(fact)


def ahead_of(kind: str, state: str, *, is_sealed: bool, is_seen: bool) -> tuple[Text, ...]:
    """The plain path from here, in the words of this kind."""
    if kind in OWN_AHEAD:
        return OWN_AHEAD[kind].get(state, ())
    path = PATHS.get("domains" if kind in DOMAINS else kind)
    if path is None:
        return AHEAD.get(state, ())
    place = SAME_PLACE.get(state, state)
    if place == "accepted":
        return (PAYOUT,)
    if kind == CODE and place == "agreed" and is_sealed:
        place = "sealed"
    if kind in DOMAINS and place == "shipped" and is_seen:
        place = "taken"
    steps = [step for step, _ in path]
    if place not in steps:
        return AHEAD.get(state, ())
    return tuple(named(kind, text) for _, text in path[steps.index(place) + 1 :])


def plain_of(kind: str, verb: str) -> Plain:
    """What a plain verb says before it is done."""
    special = PLAIN_OF.get(verb) if kind in SECRET_KINDS else None
    if special is None:
        return PLAIN[verb]
    return Plain(named(kind, special.heading), named(kind, special.effect), special.is_grave)
