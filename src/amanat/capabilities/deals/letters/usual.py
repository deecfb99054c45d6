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
    en="Amanat: a deal, {title}, {amount}. Answer by {when}: {link}",
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
                "Amanat: your {amount} for {title} is held. The seller ships now: {link}"),
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
                "Amanat: inspect {title} by {when}; else the money goes to the seller: {link}"),
        S: Text("امانت: خریدار «{title}» را گرفت؛ بررسی تا {when}: {link}",
                "Amanat: the buyer has {title} and inspects it until {when}. {link}"),
    },
    "InspectionExtended": both("امانت: مهلت بررسی «{title}» تا {when} بیشتر شد. {link}",
                               "Amanat: inspection of {title} was extended to {when}. {link}"),
    "GoodsApproved": {
        B: Text("امانت: «{title}» را تأیید کردید. پول برای فروشنده می‌رود. {link}",
                "Amanat: you approved {title}. The money goes to the seller. {link}"),
        S: Text("امانت: «{title}» تأیید شد. پول با {rail} تا {arrives} می‌رسد: {link}",
                "Amanat: {title} is approved. The money comes by {rail} until {arrives}: {link}"),
    },
    "InspectionLapsed": {
        B: Text("امانت: مهلت بررسی «{title}» تمام شد و پول برای فروشنده می‌رود. {link}",
                "Amanat: inspection of {title} ended; the money goes to the seller. {link}"),
        S: Text("امانت: بررسی «{title}» تمام شد. پول با {rail} تا {arrives} می‌رسد: {link}",
                "Amanat: {title} is accepted. The money comes by {rail} until {arrives}: {link}"),
    },
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
    "GoodsPacked": {B: Text("امانت: فروشنده بسته‌بندی «{title}» را نشان داد: {link}",
                            "Amanat: the seller showed how {title} is packed: {link}")},
    "DamageClaimed": both("امانت: ادعای آسیب «{title}»؛ پول ماند. گفته و مدرک تا {when}: {link}",
                          "Amanat: damage claimed on {title}. The money is kept. Proof by {when}: {link}"),
    "ClaimBegun": {B: Text("امانت: عکس‌های آسیب «{title}» کم است؛ تا {when} کامل کنید: {link}",
                           "Amanat: pictures of {title} are missing; complete them by {when}: {link}")},
    "LossClaimed": both("امانت: «{title}» گم‌شده شمرده شد؛ پول ماند. مدرک تا {when}: {link}",
                        "Amanat: {title} is taken as lost. The money is kept. Proof by {when}: {link}"),
    "InspectionResumed": both("امانت: ادعای آسیب «{title}» بسته شد. بررسی تا {when}: {link}",
                              "Amanat: the claim on {title} is closed. Inspection until {when}: {link}"),
    "ClaimDecided": both("امانت: دربارهٔ آسیب «{title}» تصمیم گرفته شد: {link}",
                         "Amanat: the damage claim on {title} is decided: {link}"),
    "ClaimFoundIntact": both("امانت: «{title}» سالم شناخته شد. بازبینی تا {when}: {link}",
                             "Amanat: {title} was found delivered whole. Appeal until {when}: {link}"),
    "FundFoundShort": both("امانت: ادعای «{title}» نزد دو کارشناس است؛ پول ماند. تا {when}: {link}",
                           "Amanat: two officers decide the claim on {title} by {when}: {link}"),
    "ReturnSettled": {
        B: Text("امانت: «{title}» را تا {when} پس بفرستید؛ وگرنه پول برنمی‌گردد: {link}",
                "Amanat: send {title} back by {when}, or the money goes to the seller: {link}"),
        S: Text("امانت: «{title}» تا {when} پس فرستاده می‌شود و سپس پول برمی‌گردد: {link}",
                "Amanat: {title} comes back, sent by {when}; then the money does: {link}"),
    },
    "ReturnSent": both("امانت: «{title}» پس فرستاده شد؛ تا {when} در راه است: {link}",
                       "Amanat: {title} was sent back and is expected by {when}: {link}"),
    "ReturnProven": both("امانت: «{title}» برگشت. ایراد تا {when}؛ سپس پول برمی‌گردد: {link}",
                         "Amanat: {title} is back. Objections by {when}, then the money returns: {link}"),
    "ReturnTaken": both("امانت: برگشت «{title}» پذیرفته شد؛ همهٔ پول به خریدار برمی‌گردد: {link}",
                        "Amanat: the return of {title} is taken; all money goes back: {link}"),
    "ReturnContested": both("امانت: فروشنده به برگشت «{title}» ایراد گرفت. توافق تا {when}: {link}",
                            "Amanat: the return of {title} is contested. Agree by {when}: {link}"),
    "ReturnNotSent": both("امانت: «{title}» پس فرستاده نشد و پول برای فروشنده می‌رود: {link}",
                          "Amanat: {title} was not sent back; the money goes to the seller: {link}"),
    "ReturnLost": both("امانت: رسیدن برگشت «{title}» روشن نشد؛ پول ماند. توافق تا {when}: {link}",
                       "Amanat: the return of {title} did not arrive. Agree by {when}: {link}"),
    "PayoutStarted": {S: Text("امانت: پول «{title}» با {rail} رفت و تا {arrives} می‌رسد: {link}",
                              "Amanat: the money for {title} went by {rail} and arrives until {arrives}: {link}")},
    "ClockStopped": both("امانت: مهلت‌های «{title}» به‌سبب قطعی یا تعطیلی ایستاد؛ کسی زیان نمی‌بیند: {link}",
                         "Amanat: the deadlines of {title} stand still (outage or holiday): {link}"),
    "ClockStarted": both("امانت: مهلت‌های «{title}» دوباره راه افتاد؛ مهلت تازه {when}: {link}",
                         "Amanat: the deadlines of {title} run again; the new date is {when}: {link}"),
    "MoneyKept": both("امانت: پول «{title}» برای یک بررسی نزد ما می‌ماند. مهلت‌ها ایستاده‌اند: {link}",
                      "Amanat: the money for {title} is kept for a check; deadlines stand still: {link}"),
    "MoneyFreed": both("امانت: بررسی «{title}» پایان یافت و معامله ادامه دارد: {link}",
                       "Amanat: the check on {title} is over and the deal goes on: {link}"),
    "FeePayerAsked": both("امانت: دربارهٔ کارمزد «{title}» پیشنهادی هست. ببینید و پاسخ دهید: {link}",
                          "Amanat: another fee payer is proposed for {title}. See and answer: {link}"),
    "FeePayerChanged": both("امانت: کارمزد «{title}» عوض شد. خریدار می‌پردازد {amount}: {link}",
                            "Amanat: another fee payer for {title}. The buyer pays {amount}: {link}"),
    "FeePayerRefused": both("امانت: کارمزد «{title}» همان که بود ماند: {link}",
                            "Amanat: the fee of {title} stays as it was: {link}"),
    "GoodsHandedOver": {
        B: Text("امانت: «{title}» با شماست. تا {when} ببینید، وگرنه پول آزاد است: {link}",
                "Amanat: you took {title}. Inspect it by {when}, or the seller is paid: {link}"),
        S: Text("امانت: «{title}» را به خریدار دادید؛ بررسی تا {when}: {link}",
                "Amanat: you handed {title} over; the buyer inspects it until {when}. {link}"),
    },
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
                "Amanat: {title} is handed in. Look by {when}, or the seller is paid: {link}"),
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
    #  The buyer is told of each refund, with its card, by payments.
    "DealRefunded": {S: Text("امانت: پول «{title}» به خریدار برگشت. {link}",
                             "Amanat: the money for {title} is back with the buyer. {link}")},
}  # fmt: skip
#  Said instead when the two meet: nothing is shipped.
IN_PERSON: dict[str, Letters] = {
    "DealFunded": {
        B: Text("امانت: {amount} «{title}» نزد ماست. در دیدار کد را نشان دهید: {link}",
                "Amanat: {amount} for {title} held. Show the code when you meet: {link}"),
        S: Text("امانت: پول «{title}» رسید. قرار بگذارید و کد خریدار را همان‌جا بنویسید: {link}",
                "Amanat: the money for {title} is held. Meet, and type the buyer’s code there: {link}"),
    },
    "DealCalledOff": both("امانت: «{title}» به‌موقع تحویل نشد؛ همهٔ پول به خریدار برمی‌گردد: {link}",
                          "Amanat: {title} was not handed over in time; all money goes back: {link}"),
    "ShipmentDeclined": both("امانت: فروشنده «{title}» را تحویل نمی‌دهد. پول به خریدار برمی‌گردد: {link}",
                             "Amanat: the seller will not hand {title} over. All money goes back: {link}"),
}  # fmt: skip
