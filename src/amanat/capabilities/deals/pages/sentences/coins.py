"""The words of a deal about digital currency."""

from amanat.capabilities.deals.pages.sentences.ahead import AGREE, AHEAD, PAY, PAYOUT
from amanat.capabilities.deals.pages.sentences.now import NOW, Now
from amanat.words.text import Text

SEND = Text("فروشنده رمزارز را به نشانی خریدار می‌فرستد", "The seller sends the coins")
ARRIVE = Text("خریدار رسیدن رمزارز را تأیید می‌کند", "The buyer confirms the arrival")
LOOK = Text("خریدار مقدار را می‌سنجد", "The buyer checks the amount")
PATH = (AGREE, PAY, SEND, ARRIVE, LOOK, PAYOUT)
COIN_AHEAD = {
    **AHEAD,
    "draft": PATH,
    "proposed": PATH[1:],
    "countered": PATH[1:],
    "agreed": PATH[2:],
    "part_funded": PATH[2:],
    "funded": PATH[3:],
    "shipped": PATH[4:],
    "inspection": PATH[5:],
}
COIN_NOW = {
    **NOW,
    "agreed": Now(
        Text("پول در راه امانت", "Money on its way into escrow"),
        Text("نوبت شماست: بهای قفل‌شده را بپردازید", "Your turn: pay the locked price"),
        Text("نوبت خریدار است که بپردازد. هنوز چیزی نفرستید.", "The buyer's turn to pay. Send nothing yet."),
    ),
    "funded": Now(
        Text("فروشنده رمزارز را می‌فرستد", "The seller sends the coins"),
        Text("پول امن است؛ نوبت شماست: رمزارز را بفرستید", "The money is safe. Your turn: send the coins"),
        Text("نوبت فروشنده است که رمزارز را بفرستد", "The seller's turn to send the coins"),
    ),
    "shipped": Now(
        Text("شبکه تراکنش را تأیید می‌کند", "The network confirms the transaction"),
        Text("رمزارز رسید و تأیید شد؟ ثبتش کنید", "Have the coins arrived, confirmed? Record it"),
        Text("خریدار رسیدن را تأیید می‌کند", "The buyer confirms the arrival"),
    ),
    "inspection": Now(
        Text("خریدار مقدار را می‌سنجد", "The buyer checks the amount"),
        Text("نوبت شماست: مقدار را با توافق بسنجید", "Your turn: compare the amount with the terms"),
        Text("نوبت خریدار است که بسنجد", "The buyer's turn to check"),
    ),
}  # fmt: skip
