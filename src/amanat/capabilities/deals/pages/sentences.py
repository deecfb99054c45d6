"""The words of a deal's page: past steps, steps to come, and what each simple verb means."""

from dataclasses import dataclass

from amanat.words.text import Text

#  Past: what the timeline says of each fact. Facts that are not here stay out of the timeline.
PAST = {
    "DealProposed": Text("پیشنهاد فرستاده شد", "The offer was sent"),
    "DealJoined": Text("طرف مقابل پیشنهاد را باز کرد", "The other side opened the offer"),
    "DealCountered": Text("شرایط تازه پیشنهاد شد", "New terms were offered"),
    "DealAgreed": Text("شرایط را هر دو طرف پذیرفتید", "Both sides accepted the terms"),
    "DealRejected": Text("پیشنهاد پذیرفته نشد", "The offer was rejected"),
    "DealWithdrawn": Text("پیشنهاد پس گرفته شد", "The offer was withdrawn"),
    "DealExpired": Text("مهلت گذشت و معامله پایان یافت", "Time ran out and the deal ended"),
    "DealCancelled": Text("معامله لغو شد", "The deal was cancelled"),
    "DealPartFunded": Text("بخشی از پول به امانت رسید", "Part of the money reached Amanat"),
    "DealFunded": Text("همهٔ پول به امانت رسید", "All the money reached Amanat"),
    "DealGivenUp": Text("پول کامل نشد و برمی‌گردد", "The money was not completed and goes back"),
    "ShipmentDeclined": Text("فروشنده از ارسال انصراف داد", "The seller declined to ship"),
    "DealCalledOff": Text("به‌سبب نفرستادن لغو شد", "Called off: nothing was shipped"),
    "GoodsShipped": Text("کالا ارسال شد", "The goods were shipped"),
    "TrackingCorrected": Text("کد رهگیری اصلاح شد", "The tracking code was corrected"),
    "GoodsReceived": Text("کالا به دست خریدار رسید", "The goods reached the buyer"),
    "InspectionExtended": Text("مهلت بررسی بیشتر شد", "The inspection time was extended"),
    "GoodsApproved": Text("خریدار تأیید کرد و پول آزاد شد", "The buyer approved; money released"),
    "InspectionLapsed": Text(
        "مهلت بررسی گذشت و پول آزاد شد", "Inspection time ended; the money was released"
    ),
    "ProblemReported": Text("خریدار مشکلی گزارش کرد", "The buyer reported a problem"),
    "GoodsLost": Text("رسیدن کالا تأیید نشد", "Arrival was not confirmed"),
    "MoneyGivenBack": Text("فروشنده پذیرفت پول برگردد", "The seller agreed to return the money"),
    "DisputeEscalated": Text("پرونده به داور سپرده شد", "An arbiter took over"),
    "DisputeDecided": Text("داور رأی داد", "The arbiter decided"),
    "CancelAsked": Text("یک طرف درخواست لغو داد", "One side asked to cancel"),
    "CancelAgreed": Text("هر دو طرف لغو را پذیرفتند", "Both sides agreed to cancel"),
    "CancelRefused": Text(
        "لغو پذیرفته نشد و معامله ادامه یافت", "The cancel was refused; the deal went on"
    ),
    "CancelIgnored": Text("درخواست لغو بی‌پاسخ ماند", "The request to cancel was not answered"),
    "DealSettled": Text("سهم هر طرف از پول روشن شد", "Each side's share of the money was settled"),
    "DealSplitClosed": Text("سهم هر دو طرف رسید", "Both shares have arrived"),
    "PayoutStarted": Text("واریز به بانک فرستاده شد", "The payout was sent to the bank"),
    "DealCompleted": Text("پول به حساب فروشنده نشست", "The money reached the seller's account"),
    "DealRefunded": Text("پول به خریدار برگشت", "The money is back with the buyer"),
}

#  To come: the plain path from each state, shown from the first day.
AGREE = Text("توافق بر یک نسخهٔ شرایط", "Agreement on one version of the terms")
PAY = Text("خریدار پول را به امانت می‌سپارد", "The buyer puts the money into escrow")
SHIP = Text("فروشنده کالا را می‌فرستد", "The seller ships the goods")
RECEIVE = Text("کالا به دست خریدار می‌رسد", "The goods reach the buyer")
INSPECT = Text("خریدار کالا را بررسی می‌کند", "The buyer inspects the goods")
PAYOUT = Text("پول به حساب فروشنده می‌رود", "The money goes to the seller's account")
PAYOUT_WHEN = Text("بین ۱ تا ۱۲ ساعت پس از تأیید", "1 to 12 hours after approval")
REFUND = Text("پول به خریدار برمی‌گردد", "The money goes back to the buyer")
RULING = Text("داور رأی می‌دهد", "The arbiter decides")

AHEAD = {
    "draft": (AGREE, PAY, SHIP, RECEIVE, INSPECT, PAYOUT),
    "proposed": (PAY, SHIP, RECEIVE, INSPECT, PAYOUT),
    "countered": (PAY, SHIP, RECEIVE, INSPECT, PAYOUT),
    "agreed": (SHIP, RECEIVE, INSPECT, PAYOUT),
    "part_funded": (SHIP, RECEIVE, INSPECT, PAYOUT),
    "funded": (RECEIVE, INSPECT, PAYOUT),
    "shipped": (INSPECT, PAYOUT),
    "inspection": (PAYOUT,),
    "disputed": (),
    "review": (RULING,),
    "accepted": (PAYOUT,),
    "paying_out": (),
    "refunding": (),
    "cancel_asked": (),
    "stop_asked": (),
    "splitting": (),
}


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
    "refunding": Now(
        Text("پول به خریدار برمی‌گردد", "The money is going back to the buyer"),
        Text("پول به خریدار برمی‌گردد", "The money is going back to the buyer"),
        Text("کاری نمانده؛ پول در راه خریدار است", "Nothing to do; the money is on its way back"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plain:
    """A verb that needs no more than a look and a yes: its heading, and what it will do."""

    heading: Text
    effect: Text
    is_grave: bool = False


PLAIN = {
    "discard": Plain(
        Text("پیش‌نویس را دور می‌اندازید؟", "Discard this draft?"),
        Text("نوشته‌های شما پاک می‌شود و کسی خبردار نمی‌شود.", "What you wrote is deleted; nobody is told."),
        is_grave=True,
    ),
    "reject": Plain(
        Text("این پیشنهاد را نمی‌پذیرید؟", "Reject this offer?"),
        Text("معامله همین‌جا پایان می‌یابد و کسی چیزی نمی‌پردازد.", "The deal ends here and nobody pays anything."),
        is_grave=True,
    ),
    "withdraw": Plain(
        Text("پیشنهادتان را پس می‌گیرید؟", "Withdraw your offer?"),
        Text("معامله همین‌جا پایان می‌یابد و کسی چیزی نمی‌پردازد.", "The deal ends here and nobody pays anything."),
        is_grave=True,
    ),
    "cancel": Plain(
        Text("معامله را لغو می‌کنید؟", "Cancel this deal?"),
        Text("هنوز پولی جابه‌جا نشده است؛ لغو هزینه‌ای ندارد.", "No money has moved yet; cancelling costs nothing."),
        is_grave=True,
    ),
    "give_up": Plain(
        Text("انصراف می‌دهید؟", "Give up this deal?"),
        Text("آنچه پرداخته‌اید، هر بخش به همان کارت، برمی‌گردد.", "What you paid goes back, each part to its own card."),
        is_grave=True,
    ),
    "decline": Plain(
        Text("نمی‌توانید کالا را بفرستید؟", "You cannot ship?"),
        Text("همهٔ پول به خریدار برمی‌گردد و معامله پایان می‌یابد.", "All the money goes back to the buyer and the deal ends."),
        is_grave=True,
    ),
    "call_off": Plain(
        Text("معامله را به‌سبب نفرستادن لغو می‌کنید؟", "Call off the deal because nothing was shipped?"),
        Text("همهٔ پول شما برمی‌گردد و معامله پایان می‌یابد.", "All your money comes back and the deal ends."),
        is_grave=True,
    ),
    "receive": Plain(
        Text("کالا به دستتان رسید؟", "Do you have the goods?"),
        Text("مهلت بررسی از همین لحظه آغاز می‌شود. هنوز پولی آزاد نمی‌شود.", "The inspection time starts now. No money is released yet."),
    ),
    "extend": Plain(
        Text("مهلت بیشتری می‌خواهید؟", "Do you need more time?"),
        Text("مهلت بررسی یک بار، ۴۸ ساعت، بیشتر می‌شود و فروشنده خبردار می‌شود.", "The inspection is extended once, by 48 hours, and the seller is told."),
    ),
    "agree_cancel": Plain(
        Text("لغو معامله را می‌پذیرید؟", "Agree to cancel this deal?"),
        Text("همهٔ پول به خریدار برمی‌گردد، بی‌کارمزد، و معامله پایان می‌یابد.", "All the money goes back to the buyer, without a fee, and the deal ends."),
        is_grave=True,
    ),
    "refuse_cancel": Plain(
        Text("لغو را نمی‌پذیرید؟", "Refuse to cancel?"),
        Text("معامله با همان مهلتی که مانده بود ادامه می‌یابد.", "The deal goes on with exactly the time it had left."),
    ),
    "give_back": Plain(
        Text("می‌پذیرید که پول برگردد؟", "Return the money to the buyer?"),
        Text("همهٔ پول به خریدار برمی‌گردد و معامله پایان می‌یابد. این کار برگشت‌پذیر نیست.", "All the money goes back to the buyer and the deal ends. This cannot be undone."),
        is_grave=True,
    ),
}  # fmt: skip
