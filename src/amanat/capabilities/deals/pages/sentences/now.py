"""The step that is open, and whose turn it is."""

from dataclasses import dataclass

from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class Now:
    """The step that is open: what it is called, and what the person whose turn it is must do."""

    step: Text
    yours: Text
    theirs: Text


NOW = {
    "draft": Now(
        Text("شرایط را می‌نویسید", "You are writing the terms"),
        Text("شرایط را کامل کنید و بفرستید", "Complete the terms and send them"),
        Text("طرف مقابل شرایط را می‌نویسد", "The other side is writing the terms"),
    ),
    "proposed": Now(
        Text("پیشنهاد در انتظار پاسخ است", "The offer awaits an answer"),
        Text("نوبت شماست: پاسخ دهید", "Your turn: answer the offer"),
        Text("نوبت طرف مقابل است که پاسخ دهد", "The other side's turn to answer"),
    ),
    "countered": Now(
        Text("شرایط تازه در انتظار پاسخ است", "New terms await an answer"),
        Text("نوبت شماست: شرایط تازه را ببینید", "Your turn: look at the new terms"),
        Text("نوبت طرف مقابل است که پاسخ دهد", "The other side's turn to answer"),
    ),
    "agreed": Now(
        Text("پول در راه امانت", "Money on its way into escrow"),
        Text("نوبت شماست: پول را به امانت بسپارید", "Your turn: put the money into escrow"),
        Text("نوبت خریدار است که بپردازد. هنوز چیزی نفرستید.",
             "The buyer's turn to pay. Do not ship anything yet."),
    ),
    "part_funded": Now(
        Text("بقیهٔ پول در راه امانت", "The rest of the money is on its way"),
        Text("نوبت شماست: بقیهٔ پول را بپردازید", "Your turn: pay the rest"),
        Text("نوبت خریدار است که بقیه را بپردازد", "The buyer's turn to pay the rest"),
    ),
    "funded": Now(
        Text("فروشنده کالا را می‌فرستد", "The seller ships the goods"),
        Text("پول امن است؛ نوبت شماست: کالا را بفرستید", "The money is safe. Your turn: ship"),
        Text("نوبت فروشنده است که کالا را بفرستد", "The seller's turn to ship"),
    ),
    "shipped": Now(
        Text("کالا در راه است", "The goods are on their way"),
        Text("کالا رسید؟ ثبتش کنید", "Have the goods arrived? Record it"),
        Text("کالا در راه خریدار است", "The goods are on their way to the buyer"),
    ),
    "inspection": Now(
        Text("کالا بررسی می‌شود", "The goods are being inspected"),
        Text("نوبت شماست: کالا را بررسی کنید", "Your turn: inspect the goods"),
        Text("نوبت خریدار است که کالا را بررسی کند", "The buyer's turn to inspect"),
    ),
    "disputed": Now(
        Text("پول نگه داشته شده است تا توافق کنید", "The money is kept until you agree"),
        Text("نوبت شماست: به مشکل پاسخ دهید", "Your turn: answer the problem"),
        Text("نوبت فروشنده است که پاسخ دهد", "The seller's turn to answer"),
    ),
    "review": Now(
        Text("داور پرونده را می‌بیند", "The arbiter is looking at the case"),
        Text("نوبت داور است", "The arbiter's turn"),
        Text("نوبت داور است", "The arbiter's turn"),
    ),
    "accepted": Now(
        Text("واریز در صف است", "The payout is queued"),
        Text("واریز در صف است", "The payout is queued"),
        Text("کاری نمانده؛ پول بین ۱ تا ۱۲ ساعت دیگر می‌رسد",
             "Nothing to do; the money arrives in 1 to 12 hours"),
    ),
    "paying_out": Now(
        Text("بانک پول را واریز می‌کند", "The bank is paying it in"),
        Text("بانک پول را واریز می‌کند", "The bank is paying it in"),
        Text("کاری نمانده؛ بانک پول را واریز می‌کند", "Nothing to do; the bank is paying it in"),
    ),
    "cancel_asked": Now(
        Text("درخواست لغو در انتظار پاسخ است", "A request to cancel awaits an answer"),
        Text("نوبت شماست: لغو را بپذیرید یا نپذیرید", "Your turn: agree to cancel, or refuse"),
        Text("نوبت طرف مقابل است که به لغو پاسخ دهد", "The other side's turn to answer"),
    ),
    "stop_asked": Now(
        Text("درخواست لغو در انتظار پاسخ است", "A request to cancel awaits an answer"),
        Text("نوبت شماست: لغو را بپذیرید یا نپذیرید", "Your turn: agree to cancel, or refuse"),
        Text("نوبت طرف مقابل است که به لغو پاسخ دهد", "The other side's turn to answer"),
    ),
    "splitting": Now(
        Text("سهم هر طرف در راه است", "Each share is on its way"),
        Text("کاری نمانده؛ سهم هر طرف در راه است", "Nothing to do; each share is on its way"),
        Text("کاری نمانده؛ سهم هر طرف در راه است", "Nothing to do; each share is on its way"),
    ),
    "damage_claim": Now(
        Text("ادعای آسیب یا گم‌شدن بررسی می‌شود", "A claim of damage or loss is examined"),
        Text("نوبت کارشناس است", "The officer’s turn"),
        Text("گفته و مدرکتان را بگذارید؛ پول نگه داشته شده است",
             "Add your word and proof; the money is kept"),
    ),
    "returning": Now(
        Text("کالا باید برگردد", "The goods are to go back"),
        Text("نوبت شماست: کالا را پس بفرستید", "Your turn: send the goods back"),
        Text("نوبت خریدار است که کالا را پس بفرستد", "The buyer’s turn to send them back"),
    ),
    "return_sent": Now(
        Text("کالا در راه فروشنده است", "The goods are on their way back"),
        Text("کالا برگشت؟ ثبتش کنید", "Are they back? Record it"),
        Text("کالا در راه فروشنده است", "The goods are on their way to the seller"),
    ),
    "return_here": Now(
        Text("فروشنده کالای برگشتی را می‌بیند", "The seller looks at what came back"),
        Text("نوبت شماست: کالای برگشتی را ببینید", "Your turn: look at what came back"),
        Text("نوبت فروشنده است که کالا را ببیند", "The seller’s turn to look"),
    ),
    "refunding": Now(
        Text("پول به خریدار برمی‌گردد", "The money is going back to the buyer"),
        Text("پول به خریدار برمی‌گردد", "The money is going back to the buyer"),
        Text("پول در راه خریدار است", "The money is on its way to the buyer"),
    ),
}  # fmt: skip
CANCEL_SPENT = Text(
    "یک بار درخواست لغو دادید و پذیرفته نشد؛ هر طرف فقط یک بار می‌تواند. گفت‌وگو کنید یا مشکل را گزارش دهید.",
    "You asked to cancel once and it was refused; each side may ask once. Talk, or report a problem.",
)
NOW_RULED = Now(
    Text("رأی داده شد؛ مهلت بازبینی", "Ruled; there is time to appeal"),
    Text("رأی داده شد؛ آن را بخوانید", "There is a ruling: read it"),
    Text("رأی داده شد؛ اگر نمی‌پذیرید بازبینی بخواهید", "There is a ruling; appeal if you disagree"),
)
