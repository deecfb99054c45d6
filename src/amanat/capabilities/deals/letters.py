"""The SMS of every stage: what happened, what to do, by when, and the link. At most two parts.

`{title}` is the goods, `{when}` the next deadline in Jalali, `{amount}` toman, `{link}` the deal.
"""

from amanat.words.act import Role
from amanat.words.text import Text

Letters = dict[Role, Text]
B, S = Role.BUYER, Role.SELLER


def both(fa: str, en: str) -> Letters:
    return {B: Text(fa, en), S: Text(fa, en)}


INVITATION = Text(
    fa="امانت: معاملهٔ «{title}»، {amount}. پاسخ تا {when}: {link}",
    en="Amanat: you are invited to a safe deal, {title}, {amount}. Answer by {when}: {link}",
)

#  Said instead of the seller's DealFunded when the nearest post office fits as well.
SHIP_FROM = Text(
    fa="امانت: پول «{title}» رسید. بفرستید و کد رهگیری را ثبت کنید. {office}: {link}",
    en="Amanat: the money for {title} is held. Ship from {office}, enter the tracking code: {link}",
)
ROUGHLY = Text(fa="{office} (تقریبی)", en="{office} (approximate)")
#  Proof that a message is ours, added when it fits: the code, four digits, the watchword.
PROOFS = (
    Text(fa=" نشانه {code} {digits}: {phrase}", en=" Watchword {code} {digits}: {phrase}"),
    Text(fa=" نشانه {code} {digits}", en=" Watchword {code} {digits}"),
)
DIGITS_ONLY = Text(fa=" نشانه {digits}", en=" Watchword {digits}")

LETTERS: dict[str, Letters] = {
    "DealCountered": both(
        "امانت: شرایط تازه برای «{title}». پاسخ تا {when}: {link}",
        "Amanat: new terms were offered for {title}. Answer by {when}: {link}",
    ),
    "DealAgreed": {
        B: Text("امانت: «{title}» توافق شد. پرداخت {amount} تا {when}: {link}",
                "Amanat: {title} is agreed. Pay {amount} by {when}: {link}"),
        S: Text("امانت: «{title}» توافق شد. تا خبر رسیدن پول چیزی نفرستید: {link}",
                "Amanat: {title} is agreed. Do not ship before the money is held: {link}"),
    },
    "DealRejected": both("امانت: پیشنهاد «{title}» پذیرفته نشد. {link}",
                         "Amanat: the offer for {title} was rejected. {link}"),
    "DealWithdrawn": both("امانت: پیشنهاد «{title}» پس گرفته شد. {link}",
                          "Amanat: the offer for {title} was withdrawn. {link}"),
    "DealExpired": both("امانت: مهلت «{title}» گذشت و معامله بی‌هزینه پایان یافت. {link}",
                        "Amanat: time ran out for {title}; the deal ended at no cost. {link}"),
    "DealCancelled": both("امانت: معاملهٔ «{title}» لغو شد؛ پولی جابه‌جا نشده است. {link}",
                          "Amanat: the deal for {title} was cancelled; no money moved. {link}"),
    "DealPartFunded": both("امانت: بخشی از پول «{title}» رسید. بقیه تا {when}: {link}",
                           "Amanat: part of the money for {title} arrived. The rest by {when}: {link}"),
    "DealFunded": {
        B: Text("امانت: {amount} شما برای «{title}» نزد امانت است: {link}",
                "Amanat: your {amount} for {title} is held safely. The seller ships now: {link}"),
        S: Text("امانت: پول «{title}» رسید. بفرستید و کد رهگیری را ثبت کنید: {link}",
                "Amanat: the money for {title} is held. Ship, and enter the tracking code: {link}"),
    },
    "DealGivenUp": both("امانت: پول «{title}» کامل نشد و آنچه پرداخت شده برمی‌گردد. {link}",
                        "Amanat: {title} was not fully paid; what was paid goes back. {link}"),
    "ShipmentDeclined": both("امانت: فروشنده «{title}» را نمی‌فرستد. پول به خریدار برمی‌گردد: {link}",
                             "Amanat: the seller will not ship {title}. All money goes back: {link}"),
    "DealCalledOff": both("امانت: «{title}» به‌موقع ارسال نشد؛ همهٔ پول به خریدار برمی‌گردد: {link}",
                          "Amanat: {title} was not shipped in time; all money goes back: {link}"),
    "GoodsShipped": {
        B: Text("امانت: «{title}» ارسال شد. وقتی رسید، رسیدنش را ثبت کنید: {link}",
                "Amanat: {title} was shipped. Record its arrival when you have it: {link}"),
        S: Text("امانت: ارسال «{title}» ثبت شد. خریدار خبر دارد. {link}",
                "Amanat: the shipment of {title} is recorded. The buyer knows. {link}"),
    },
    "TrackingCorrected": {B: Text("امانت: کد رهگیری «{title}» اصلاح شد: {link}",
                                  "Amanat: the tracking code of {title} was corrected: {link}")},
    "GoodsReceived": {
        B: Text("امانت: «{title}» را تا {when} ببینید؛ وگرنه پول به فروشنده می‌رسد: {link}",
                "Amanat: inspect {title} by {when}; in silence the money goes to the seller: {link}"),
        S: Text("امانت: خریدار «{title}» را گرفت؛ بررسی تا {when}: {link}",
                "Amanat: the buyer has {title} and inspects it until {when}. {link}"),
    },
    "InspectionExtended": both("امانت: مهلت بررسی «{title}» تا {when} بیشتر شد. {link}",
                               "Amanat: inspection of {title} was extended to {when}. {link}"),
    "GoodsApproved": {
        B: Text("امانت: «{title}» را تأیید کردید. پول برای فروشنده می‌رود. {link}",
                "Amanat: you approved {title}. The money goes to the seller. {link}"),
        S: Text("امانت: «{title}» تأیید شد. پول در راه شبای شماست: {link}",
                "Amanat: the buyer approved {title}. The money arrives within 12 hours: {link}"),
    },
    "InspectionLapsed": both("امانت: مهلت بررسی «{title}» تمام شد و پول برای فروشنده می‌رود. {link}",
                             "Amanat: inspection of {title} ended; the money goes to the seller. {link}"),
    "ProblemReported": both("امانت: مشکل در «{title}»؛ پول نگه داشته شد. توافق تا {when}: {link}",
                            "Amanat: a problem with {title}. The money is kept. Agree by {when}: {link}"),
    "GoodsLost": both("امانت: رسیدن «{title}» تأیید نشد. پول نگه داشته شد و بررسی می‌شود: {link}",
                      "Amanat: {title} was not confirmed as arrived. The money is kept: {link}"),
    "MoneyGivenBack": both("امانت: فروشنده پذیرفت و همهٔ پول «{title}» به خریدار برمی‌گردد: {link}",
                           "Amanat: the seller agreed; all money for {title} goes back: {link}"),
    "DisputeEscalated": both("امانت: «{title}» نزد داور است. گفته و مدرک تا {when}: {link}",
                             "Amanat: {title} went to an arbiter. Give evidence by {when}: {link}"),
    "CancelAsked": both("امانت: درخواست لغو «{title}». پاسخ تا {when}: {link}",
                        "Amanat: one side asks to cancel {title}. Answer by {when}: {link}"),
    "CancelAgreed": both("امانت: «{title}» با توافق لغو شد؛ همهٔ پول به خریدار برمی‌گردد: {link}",
                         "Amanat: {title} is cancelled by agreement; all money goes back: {link}"),
    "CancelRefused": both("امانت: لغو «{title}» پذیرفته نشد و معامله ادامه دارد، تا {when}: {link}",
                          "Amanat: {title} is not cancelled and goes on; next date {when}: {link}"),
    "CancelIgnored": both("امانت: لغو «{title}» بی‌پاسخ ماند؛ پول ماند. توافق تا {when}: {link}",
                          "Amanat: no answer about {title}. The money is kept. Agree by {when}: {link}"),
    "OfferMade": both("امانت: مبلغی برای پایان اختلاف «{title}» پیشنهاد شد: {link}",
                      "Amanat: an amount was offered to settle {title}: {link}"),
    "OfferRefused": both("امانت: مبلغ پیشنهادی برای «{title}» پذیرفته نشد: {link}",
                         "Amanat: the amount offered for {title} was refused: {link}"),
    "DealSettled": both("امانت: پول «{title}» میان دو طرف روشن شد. سهم شما: {link}",
                        "Amanat: the money for {title} is settled. See your share: {link}"),
    "DealSplitClosed": both("امانت: سهم هر دو طرف از «{title}» رسید. {link}",
                            "Amanat: both shares of {title} have arrived. {link}"),
    "EvidenceExtended": both("امانت: مهلت مدارک «{title}» تا {when} بیشتر شد: {link}",
                             "Amanat: more time for evidence on {title}, until {when}: {link}"),
    "CaseRuled": both("امانت: داور دربارهٔ «{title}» رأی داد. بازبینی تا {when}: {link}",
                      "Amanat: the arbiter ruled on {title}. You may appeal until {when}: {link}"),
    "RulingUnserved": both("امانت: رأی «{title}» را ببینید. بازبینی تا {when}: {link}",
                           "Amanat: please read the ruling on {title}. Appeal until {when}: {link}"),
    "RulingAppealed": both("امانت: برای «{title}» بازبینی خواسته شد؛ پول نگه داشته است: {link}",
                           "Amanat: the ruling on {title} was appealed; the money is kept: {link}"),
    "AppealDecided": both("امانت: رأی قطعی «{title}» صادر شد: {link}",
                          "Amanat: the final ruling on {title} is given: {link}"),
    "DisputeDecided": both("امانت: داور دربارهٔ «{title}» رأی داد: {link}",
                           "Amanat: the arbiter has decided on {title}: {link}"),
    "PayoutStarted": {S: Text("امانت: پول «{title}» به بانک شما فرستاده شد. {link}",
                              "Amanat: the money for {title} was sent to your bank. {link}")},
    "DealCompleted": both("امانت: معاملهٔ «{title}» به پایان رسید و پول به حساب فروشنده نشست. {link}",
                          "Amanat: the deal for {title} is complete; the seller has the money. {link}"),
    "StageOpened": {
        B: Text("امانت: نوبت «{title}» رسید. پرداخت {amount} تا {when}: {link}",
                "Amanat: it is the turn of {title}. Pay {amount} by {when}: {link}"),
        S: Text("امانت: نوبت «{title}» رسید. تا خبر رسیدن پول آغاز نکنید: {link}",
                "Amanat: it is the turn of {title}. Do not start before the money is held: {link}"),
    },
    "AllStagesOpened": {S: Text("امانت: خریدار پرداخت همهٔ مرحله‌های «{title}» را باز کرد: {link}",
                                "Amanat: the buyer opened every stage of {title} for payment: {link}")},
    "WorkHandedIn": {
        B: Text("امانت: «{title}» تحویل شد. ببینید؛ سکوت تا {when} یعنی پذیرش: {link}",
                "Amanat: {title} was handed in. Look by {when}; in silence the seller is paid: {link}"),
        S: Text("امانت: تحویل «{title}» ثبت شد. خریدار تا {when} آن را می‌بیند: {link}",
                "Amanat: {title} is handed in. The buyer looks at it until {when}: {link}"),
    },
    "RevisionAsked": {
        B: Text("امانت: درخواست اصلاح «{title}» به فروشنده رسید: {link}",
                "Amanat: the seller has your request to revise {title}: {link}"),
        S: Text("امانت: خریدار برای «{title}» اصلاح خواست. ببینید و دوباره تحویل دهید: {link}",
                "Amanat: the buyer asks for a revision of {title}. See it and hand in again: {link}"),
    },
    "WorkStopped": both("امانت: به «{title}» پایان داده شد؛ مرحله‌های پرداخت‌نشده لغو شد: {link}",
                        "Amanat: {title} was ended; stages that were not paid are cancelled: {link}"),
    "WorkFinished": both("امانت: همهٔ مرحله‌های «{title}» پایان یافت. حساب کار: {link}",
                         "Amanat: every stage of {title} is over. See the sums: {link}"),
    "DealRefunded": both("امانت: پول «{title}» به خریدار برگشت. {link}",
                         "Amanat: the money for {title} is back with the buyer. {link}"),
}  # fmt: skip

#  Work is not shipped: these are said instead of the letters above.
OF_WORK: dict[str, Letters] = {
    "DealAgreed": both("امانت: «{title}» توافق شد؛ هر مرحله جدا پرداخت و تحویل می‌شود: {link}",
                       "Amanat: {title} is agreed. Each stage is paid and handed in on its own: {link}"),
    "DealFunded": {
        B: Text("امانت: {amount} شما برای «{title}» نزد امانت است: {link}",
                "Amanat: your {amount} for {title} is held safely. The seller starts now: {link}"),
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
            "Amanat: the code of {title} is sealed. Pay {amount} by {when}: {link}",
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
            "Amanat: your {amount} for {title} is held. The seller hands it over now: {link}",
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
            "Amanat: your {amount} for {title} is held. The seller opens the transfer now: {link}",
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
                "Amanat: {title} is agreed and its price locked. Pay {amount} by {when}: {link}"),
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
