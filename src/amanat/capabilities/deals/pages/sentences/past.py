"""What the timeline says of each fact. Facts that are not here stay out of it."""

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
    "StagesOpened": Text("کار به مرحله‌ها بخش شد", "The work was divided into its stages"),
    "AllStagesOpened": Text(
        "خریدار پرداخت همهٔ مرحله‌ها را باز کرد", "The buyer opened every stage for payment"
    ),
    "StagePlanned": Text(
        "شرایط مرحله با توافق روی کل کار بسته شد", "Its terms were agreed with the whole project"
    ),
    "StageOpened": Text("نوبت این مرحله رسید", "The turn of this stage came"),
    "StageOpenedEarly": Text(
        "خریدار این مرحله را زودتر باز کرد", "The buyer opened this stage early"
    ),
    "StageDropped": Text(
        "این مرحله لغو شد؛ پولی جابه‌جا نشد", "This stage was dropped; no money moved"
    ),
    "CoinsSent": Text("رمزارز فرستاده شد", "The coins were sent"),
    "WorkHandedIn": Text("کار تحویل شد", "The work was handed in"),
    "RevisionAsked": Text("خریدار اصلاح خواست", "The buyer asked for a revision"),
    "WorkStopped": Text("یک طرف به کار پایان داد", "One side ended the project"),
    "WorkFinished": Text("همهٔ مرحله‌ها پایان یافت", "All stages are over"),
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
