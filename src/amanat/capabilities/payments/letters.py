"""The SMS of payouts, refunds and payments: what happened, what to do, by when. Two parts at most.

`{amount}` is toman, `{when}` a day and hour, `{card}` the last digits, `{link}` the page to open.
"""

from amanat.words.text import Text

PAYOUT_LETTERS = {
    "PayoutSentMore": Text("امانت: {amount} با {rail} به بانک رفت و تا {when} می‌رسد: {link}",
                           "Amanat: {amount} went to the bank by {rail} and arrives by {when}: {link}"),
    "PayoutSettled": Text("امانت: {amount} این بار به حساب شما نشست: {link}",
                          "Amanat: {amount} has arrived in your account this time: {link}"),
    "PayoutPartSettled": Text("امانت: {amount} به حساب شما نشست؛ بقیه در راه است: {link}",
                              "Amanat: {amount} has arrived; the rest is on its way: {link}"),
    "PayoutReturned": Text("امانت: بانک {amount} را برگرداند. پول شما نزد ماست. شبای دیگری بنویسید: {link}",
                           "Amanat: the bank sent {amount} back. It is safe with us. Name another Sheba: {link}"),
    "PayoutWaitsForAccount": Text("امانت: {amount} شما آماده است و شبای تأییدشده می‌خواهد: {link}",
                                  "Amanat: your {amount} is ready and needs a checked Sheba: {link}"),
    "PayoutHeld": Text("امانت: شبا عوض شد؛ {amount} تا {when} می‌ماند. کار شما نیست؟ {link}",
                       "Amanat: your Sheba changed; {amount} is held until {when}. Not you? {link}"),
    "PayoutLate": Text("امانت: واریز {amount} دیر شد. علت و مسئول پیگیری: {link}",
                       "Amanat: the payout of {amount} is late. Why, and who follows it up: {link}"),
}  # fmt: skip
#  To those of a company who have a mandate for its money.
COMPANY_LETTERS = PAYOUT_LETTERS | {
    "PayoutSettled": Text("امانت: {amount} به حساب شرکت نشست: {link}",
                          "Amanat: {amount} has arrived in the company account: {link}"),
    "PayoutPartSettled": Text("امانت: {amount} به حساب شرکت نشست؛ بقیه در راه است: {link}",
                              "Amanat: {amount} reached the company account; more is coming: {link}"),
    "PayoutReturned": Text("امانت: بانک {amount} شرکت را برگرداند و نزد ماست. شبای دیگری بنویسید: {link}",
                           "Amanat: the bank sent {amount} of the company back. Name another Sheba: {link}"),
    "PayoutWaitsForAccount": Text("امانت: {amount} شرکت آماده است و شبای تأییدشدهٔ شرکت می‌خواهد: {link}",
                                  "Amanat: {amount} of the company is ready and needs its checked Sheba: {link}"),
    "PayoutHeld": Text("امانت: شبای شرکت عوض شد؛ {amount} تا {when} ماند. کار شماست؟ {link}",
                       "Amanat: the company Sheba changed; {amount} is held until {when}. Was it you? {link}"),
}  # fmt: skip
REFUND_LETTERS = {
    "RefundSent": Text("امانت: بازپرداخت {amount} به {card} به بانک رفت. پیگیری: {link}",
                       "Amanat: the refund of {amount} to {card} went to the bank. Follow it: {link}"),
    "RefundSettled": Text("امانت: {amount} به {card} برگشت. رسید: {link}",
                          "Amanat: {amount} is back on {card}. Receipt: {link}"),
    "RefundStuck": Text("امانت: بازپرداخت {amount} راه نیافت و میز مالی دنبالش است: {link}",
                        "Amanat: the refund of {amount} found no road; our finance desk has it: {link}"),
}  # fmt: skip
#  Of a refund that goes to the payer's account; how it leaves and arrives, the refund itself tells.
TRANSFER_BACK_LETTERS = {
    one: PAYOUT_LETTERS[one] for one in ("PayoutReturned", "PayoutHeld", "PayoutLate")
} | {
    "PayoutWaitsForAccount": Text("امانت: برای بازگشت {amount} شبایی به نام خودتان بنویسید: {link}",
                                  "Amanat: name a Sheba of your own to get {amount} back: {link}"),
}  # fmt: skip
ATTEMPT_LETTERS = {
    "PaymentDeclined": Text("امانت: پرداخت {amount} انجام نشد و پولی نگرفتیم. دوباره: {link}",
                            "Amanat: the payment of {amount} failed; nothing was taken. Again: {link}"),
    "PaymentUnclear": Text("امانت: نتیجهٔ پرداخت {amount} را از بانک می‌پرسیم؛ دوباره نپردازید: {link}",
                           "Amanat: we are asking the bank about {amount}; do not pay again: {link}"),
    "PaymentOrphaned": Text("امانت: {amount} دیر رسید و لازم نبود؛ به کارت شما برمی‌گردد: {link}",
                            "Amanat: {amount} came too late and was not needed; it goes back: {link}"),
    "PaymentMismatched": Text("امانت: مبلغ پرداخت {amount} نمی‌خواند؛ به کارت شما برمی‌گردد: {link}",
                              "Amanat: the amount of {amount} does not fit; it goes back to your card: {link}"),
    "PaymentReversed": Text("امانت: {amount} به کارت شما برگشت: {link}",
                            "Amanat: {amount} is back on your card: {link}"),
    "BankTookBack": Text("امانت: بانک {amount} را به کارت شما برگرداند: {link}",
                         "Amanat: the bank gave {amount} back to your card: {link}"),
}  # fmt: skip
UNDONE = Text("امانت: بانک پرداخت {amount} را پس گرفت. این پرداخت هنوز مانده است: {link}",
              "Amanat: the bank took the payment of {amount} back. It is still to be paid: {link}")  # fmt: skip
#  To the people of the finance desk.
DESK_LETTERS = {
    "PayoutProposed": Text("امانت، میز مالی: تسویهٔ {amount} منتظر امضای دو نفر است: {link}",
                           "Amanat finance: a payout of {amount} waits for two signatures: {link}"),
    "PayoutLate": Text("امانت، میز مالی: واریز {amount} از قول گذشت: {link}",
                       "Amanat finance: a payout of {amount} is past its promise: {link}"),
    "PayoutsHalted": Text("امانت، میز مالی: همهٔ واریزها ایستاد. اختلاف‌ها را ببینید: {link}",
                          "Amanat finance: all payouts are halted. Look at the differences: {link}"),
    "RefundStuck": Text("امانت، میز مالی: بازپرداخت {amount} راه نیافت: {link}",
                        "Amanat finance: a refund of {amount} found no road: {link}"),
    "GatewayAlarmed": Text("امانت، میز مالی: پرداخت {amount} در درگاه مانده است: {link}",
                           "Amanat finance: a payment of {amount} is stuck at the gateway: {link}"),
}  # fmt: skip
CARD = Text("کارت {digits}", "card {digits}")
ACCOUNT = Text("حساب شما", "your account")
