"""What the timeline says of each fact. Facts that are not here stay out of it."""

from amanat.face import facts
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
    "SideCalled": Text("پشتیبانی دربارهٔ این معامله تماس گرفت", "Support called about this deal"),
    "AnsweredBySms": Text("خریدار با پیامک پاسخ داد", "The buyer answered by SMS"),
}
#  Facts that are no news to the two sides, but are to whoever looks after the deal.
BESIDE = {
    "DealBegun": Text("پیش‌نویس آغاز شد", "The draft was begun"),
    "DealDescribed": Text("شرایط نوشته شد", "The terms were written"),
    "MessageSent": Text("یک طرف به دیگری پیام داد", "One side wrote to the other"),
    "DealReminded": Text("مهلت یادآوری شد", "A deadline was reminded of"),
}
facts.teach({**PAST, **BESIDE})
