"""The words of work in stages, where those of goods would not fit."""

from amanat.capabilities.deals.pages.sentences.ahead import AGREE, AHEAD, PAY, PAYOUT
from amanat.capabilities.deals.pages.sentences.now import NOW, Now
from amanat.words.text import Text

HAND_IN = Text("فروشنده کار را تحویل می‌دهد", "The seller hands in the work")
REVIEW = Text("خریدار کار را می‌بیند و می‌پذیرد", "The buyer looks at the work and accepts it")
BY_STAGES = Text(
    "هر مرحله جدا پرداخت، تحویل و پذیرفته می‌شود",
    "Each stage is paid, handed in and accepted on its own",
)
WORK_AHEAD = {
    **AHEAD,
    "draft": (AGREE, BY_STAGES),
    "proposed": (BY_STAGES,),
    "countered": (BY_STAGES,),
    "under_way": (),
    "planned": (PAY, HAND_IN, REVIEW, PAYOUT),
    "agreed": (HAND_IN, REVIEW, PAYOUT),
    "part_funded": (HAND_IN, REVIEW, PAYOUT),
    "funded": (REVIEW, PAYOUT),
}
WORK_NOW = {
    **NOW,
    "under_way": Now(
        Text("کار مرحله‌به‌مرحله پیش می‌رود", "The work goes on, stage by stage"),
        Text("نوبت شماست: مرحلهٔ باز را ببینید", "Your turn: look at the open stage"),
        Text("نوبت طرف مقابل است", "The other side's turn"),
    ),
    "planned": Now(
        Text("نوبت این مرحله هنوز نرسیده است", "The turn of this stage has not come"),
        Text("نوبت این مرحله هنوز نرسیده است", "The turn of this stage has not come"),
        Text("پس از مرحلهٔ پیش باز می‌شود", "It opens after the stage before it"),
    ),
    "agreed": Now(
        Text("پول این مرحله در راه امانت", "The money for this stage is on its way"),
        Text("نوبت شماست: پول این مرحله را به امانت بسپارید",
             "Your turn: put the money for this stage into escrow"),
        Text("نوبت خریدار است که بپردازد. هنوز کار را آغاز نکنید.",
             "The buyer's turn to pay. Do not start yet."),
    ),
    "funded": Now(
        Text("فروشنده کار را انجام می‌دهد", "The seller does the work"),
        Text("پول امن است؛ نوبت شماست: کار را تحویل دهید",
             "The money is safe. Your turn: hand in the work"),
        Text("نوبت فروشنده است که کار را تحویل دهد", "The seller's turn to hand in the work"),
    ),
    "inspection": Now(
        Text("خریدار کار را می‌بیند", "The buyer looks at the work"),
        Text("نوبت شماست: کار را با معیار پذیرش بسنجید", "Your turn: compare the work with its test"),
        Text("نوبت خریدار است که کار را ببیند", "The buyer's turn to look at the work"),
    ),
}  # fmt: skip
