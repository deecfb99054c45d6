"""Why a payout has not arrived, and who has to do something about it. Nobody waits in silence."""

from dataclasses import dataclass

from amanat.words.text import Text

ENDED = ("settled", "returned", "turned_down")
SIGNING = ("awaiting_approval", "awaiting_second")
WANT_ACCOUNT = ("needs_account", "returned")  # Its owner has to name one, or another one.


@dataclass(frozen=True, slots=True)
class Wait:
    """What it waits for, and whose turn it is."""

    reason: Text
    owner: Text


YOU = Text("شما", "You")
FINANCE = Text("میز مالی امانت", "Amanat's finance desk")
HOUSE = Text("امانت", "Amanat")
BANK = Text("بانک؛ میز مالی امانت دنبالش است", "The bank; Amanat's finance desk follows it up")
AT_THE_BANK = Text("بانک هنوز نشستن پول را تأیید نکرده است.",
                   "The bank has not confirmed yet that the money is there.")  # fmt: skip
WAITS = {
    "awaiting_approval": Wait(
        Text("مبلغ بزرگ است و دو نفر باید امضا کنند.",
             "The sum is large, and two people have to sign it."), FINANCE),
    "awaiting_second": Wait(
        Text("یک نفر امضا کرده است و امضای دوم مانده.",
             "One person has signed; the second signature is missing."), FINANCE),
    "queued": Wait(
        Text("در نوبت بعدی بانک است؛ در روزهای تعطیل نوبت‌ها کمتر است.",
             "It is in line for the bank's next cycle; on holidays there are fewer."), HOUSE),
    "needs_account": Wait(
        Text("حساب تأییدشده‌ای به نام شما نداریم.",
             "We know no checked account in your name."), YOU),
    "held": Wait(
        Text("شبای شما تازه عوض شده است؛ تا شبای تازه به کار بیفتد پول را نگه می‌داریم.",
             "Your Sheba has just changed; we hold the money until the new one counts."), HOUSE),
    "batched": Wait(Text("در دسته‌ای است که به بانک می‌رود.",
                         "It stands in a file that is going to the bank."), HOUSE),
    "submitted": Wait(AT_THE_BANK, BANK),
    "transferred": Wait(AT_THE_BANK, BANK),
    "unknown": Wait(
        Text("بانک پاسخ روشنی نداده است؛ می‌پرسیم و چیزی را دو بار نمی‌فرستیم.",
             "The bank's answer is not clear; we ask on, and send nothing twice."), BANK),
    "returned": Wait(
        Text("بانک پول را برگرداند. شبای دیگری به نام خودتان بنویسید.",
             "The bank sent the money back. Name another Sheba of your own."), YOU),
    "turned_down": Wait(
        Text("کسی از میز مالی امضا نکرد. پول هنوز مال شماست و نزد ماست.",
             "Somebody of the finance desk did not sign. The money is still yours, and with us."),
        FINANCE),
}  # fmt: skip
#  What waits in our own house stands still while payouts are halted, and says so.
STANDS_STILL = ("queued", "batched")
HALTED_WAIT = Wait(
    Text("پرداخت‌ها تا پایان بررسی حساب‌ها ایستاده است؛ پول شما محفوظ است.",
         "Payouts are stopped while we check our accounts; yours is safe."), HOUSE)  # fmt: skip
