"""Letters in the words of what is sold. An empty one: nobody is told."""

from amanat.capabilities.deals.letters.usual import LETTERS, B, Letters, S, both
from amanat.words.text import Text

#  Work is not shipped: these are said instead of the letters above.
OF_WORK: dict[str, Letters] = {
    "DealAgreed": both("امانت: «{title}» توافق شد؛ هر مرحله جدا پرداخت و تحویل می‌شود: {link}",
                       "Amanat: {title} is agreed. Each stage is paid and handed in on its own: {link}"),
    "DealFunded": {
        B: Text("امانت: {amount} شما برای «{title}» نزد امانت است: {link}",
                "Amanat: {amount} for {title} is held. The seller starts now: {link}"),
        S: Text("امانت: پول «{title}» رسید. آغاز کنید و کار را تحویل دهید: {link}",
                "Amanat: the money for {title} is held. Start, and hand in the work: {link}"),
    },
    "ShipmentDeclined": both("امانت: فروشنده «{title}» را انجام نمی‌دهد؛ پول به خریدار برمی‌گردد: {link}",
                             "Amanat: the seller will not do {title}. All money goes back: {link}"),
    "DealCalledOff": both("امانت: «{title}» به‌موقع تحویل نشد؛ همهٔ پول به خریدار برمی‌گردد: {link}",
                          "Amanat: {title} was not handed in in time; all money goes back: {link}"),
}  # fmt: skip
#  Where nothing travels, these stand instead. An empty one: nobody is told.
NOBODY: Letters = {}
OF_A_CODE: dict[str, Letters] = {
    "DealAgreed": {
        B: Text(
            "امانت: «{title}» توافق شد. پس از مهروموم کد خبر می‌دهیم تا بپردازید: {link}",
            "Amanat: {title} is agreed. We tell you when the code is sealed, then you pay: {link}",
        ),
        S: Text(
            "امانت: «{title}» توافق شد. کد را تا {when} مهروموم کنید: {link}",
            "Amanat: {title} is agreed. Seal the code by {when}: {link}",
        ),
    },
    "ThingSealed": {
        B: Text(
            "امانت: کد «{title}» مهر شد. پرداخت {amount} تا {when}: {link}",
            "Amanat: {title} is sealed. Pay {amount} by {when}: {link}",
        ),
    },
    "DealFunded": {
        B: Text(
            "امانت: پول «{title}» رسید. کد آماده است؛ تا {when} ببینید: {link}",
            "Amanat: the money for {title} is held. See the code by {when}: {link}",
        ),
        S: Text(
            "امانت: پول «{title}» نزد ماست و خریدار کد را می‌بیند: {link}",
            "Amanat: the money for {title} is held, and the buyer may see the code: {link}",
        ),
    },
}
OF_AN_ACCOUNT: dict[str, Letters] = {
    "DealFunded": {
        B: Text(
            "امانت: {amount} شما برای «{title}» نزد امانت است: {link}",
            "Amanat: {amount} for {title} is held. The seller hands it over: {link}",
        ),
        S: Text(
            "امانت: پول «{title}» رسید. مشخصات ورود را بسپارید: {link}",
            "Amanat: the money for {title} is held. Hand over the sign-in details: {link}",
        ),
    },
    "ThingHandedOver": {
        B: Text(
            "امانت: مشخصات «{title}» آماده است؛ تا {when} ببینید: {link}",
            "Amanat: the sign-in details of {title} are ready. See them by {when}: {link}",
        ),
    },
}
OF_A_DOMAIN: dict[str, Letters] = {
    "DealFunded": {
        B: Text(
            "امانت: {amount} شما برای «{title}» نزد امانت است: {link}",
            "Amanat: {amount} for {title} is held. The seller transfers it: {link}",
        ),
        S: Text(
            "امانت: پول «{title}» رسید. انتقال را باز کنید و کدش را بسپارید: {link}",
            "Amanat: the money for {title} is held. Open the transfer, hand over its code: {link}",
        ),
    },
    "ThingHandedOver": {
        B: Text(
            "امانت: کد انتقال «{title}» آماده است. انتقال تا {when}: {link}",
            "Amanat: the transfer code of {title} is ready. Transfer it by {when}: {link}",
        ),
    },
    "TransferCodeTaken": {
        S: Text(
            "امانت: خریدار کد انتقال «{title}» را دید. درخواستش را تأیید کنید: {link}",
            "Amanat: the buyer saw the transfer code of {title}. Approve the request: {link}",
        ),
    },
    "GoodsLost": both(
        "امانت: انتقال «{title}» تأیید نشد. پول نگه داشته شد و بررسی می‌شود: {link}",
        "Amanat: the transfer of {title} was not confirmed. The money is kept: {link}",
    ),
}
IN_THE_VAULT: dict[str, Letters] = {
    "DealAgreed": {
        B: Text(
            "امانت: «{title}» توافق شد. پرداخت {amount} تا {when}: {link}",
            "Amanat: {title} is agreed. Pay {amount} by {when}: {link}",
        ),
        S: Text(
            "امانت: «{title}» توافق شد. تا خبر رسیدن پول چیزی نسپارید: {link}",
            "Amanat: {title} is agreed. Hand nothing over before the money is held: {link}",
        ),
    },
    "ShipmentDeclined": both(
        "امانت: فروشنده «{title}» را نمی‌سپارد. پول به خریدار برمی‌گردد: {link}",
        "Amanat: the seller will not hand over {title}. All money goes back: {link}",
    ),
    "DealCalledOff": both(
        "امانت: «{title}» به‌موقع سپرده نشد؛ همهٔ پول به خریدار برمی‌گردد: {link}",
        "Amanat: {title} was not handed over in time; all money goes back: {link}",
    ),
    "ThingRevealed": {
        B: Text(
            "امانت: «{title}» را تا {when} ببینید؛ وگرنه پول به فروشنده می‌رسد: {link}",
            "Amanat: try {title} by {when}; in silence the money goes to the seller: {link}",
        ),
        S: Text(
            "امانت: خریدار «{title}» را دید؛ بررسی تا {when}: {link}",
            "Amanat: the buyer has seen {title} and tries it until {when}. {link}",
        ),
    },
    "TransferProven": {
        B: Text(
            "امانت: «{title}» به نام شماست. تا {when} بررسی کنید: {link}",
            "Amanat: {title} is in your name. Inspect it by {when}: {link}",
        ),
        S: Text(
            "امانت: «{title}» به نام خریدار شد؛ بررسی تا {when}: {link}",
            "Amanat: {title} is in the buyer's name; inspection until {when}. {link}",
        ),
    },
    "UnseenReturned": both(
        "امانت: «{title}» دیده نشد و نابود شد؛ پول به خریدار برمی‌گردد: {link}",
        "Amanat: nobody looked at {title}; it is destroyed, the money goes back: {link}",
    ),
    "RecoveryWatchBegun": both(
        "امانت: «{title}» تأیید شد. پول تا {when} می‌ماند، سپس می‌رود: {link}",
        "Amanat: {title} is approved. The money waits until {when}: {link}",
    ),
    "RecoveryWatchEnded": both(
        "امانت: پول «{title}» برای فروشنده می‌رود. {link}",
        "Amanat: the money for {title} goes to the seller. {link}",
    ),
}
OF_COINS: dict[str, Letters] = {
    "DealAgreed": {
        B: Text("امانت: «{title}» توافق شد. پرداخت {amount} تا {when}: {link}",
                "Amanat: {title} is agreed. Pay {amount} by {when}: {link}"),
        S: Text("امانت: «{title}» توافق شد. تا خبر رسیدن پول چیزی نفرستید: {link}",
                "Amanat: {title} is agreed. Send nothing before the money is held: {link}"),
    },
    "DealFunded": {
        B: Text("امانت: {amount} شما برای «{title}» نزد امانت است: {link}",
                "Amanat: your {amount} for {title} is held. The seller sends now: {link}"),
        S: Text("امانت: پول «{title}» رسید. بفرستید و شناسهٔ تراکنش را ثبت کنید: {link}",
                "Amanat: the money for {title} is held. Send, and record the transaction: {link}"),
    },
    "CoinsSent": {
        B: Text("امانت: «{title}» فرستاده شد. پس از تأیید شبکه رسیدنش را ثبت کنید: {link}",
                "Amanat: {title} was sent. Record its arrival once it is confirmed: {link}"),
        S: Text("امانت: تراکنش «{title}» ثبت شد. خریدار خبر دارد. {link}",
                "Amanat: the transaction for {title} is recorded. The buyer knows. {link}"),
    },
}  # fmt: skip


def letters_of(kind: str, fact: str) -> Letters:
    """The letters of a fact in the words of this kind; none where nobody needs to be told."""
    own = {
        "code": OF_A_CODE,
        "game_account": OF_AN_ACCOUNT,
        "domain_ir": OF_A_DOMAIN,
        "domain": OF_A_DOMAIN,
        "work": OF_WORK,
        "coin": OF_COINS,
    }.get(kind)
    if own is None:
        return LETTERS.get(fact, NOBODY)
    vault = {} if kind in {"work", "coin"} else IN_THE_VAULT
    return own.get(fact) or vault.get(fact) or LETTERS.get(fact, NOBODY)
