"""The plain path from each state, shown from the first day."""

from amanat.words.text import Text

#  To come: the plain path from each state, shown from the first day.
AGREE = Text("توافق بر یک نسخهٔ شرایط", "Agreement on one version of the terms")
PAY = Text("خریدار پول را به امانت می‌سپارد", "The buyer puts the money into escrow")
SHIP = Text("فروشنده کالا را می‌فرستد", "The seller ships the goods")
RECEIVE = Text("کالا به دست خریدار می‌رسد", "The goods reach the buyer")
INSPECT = Text("خریدار کالا را بررسی می‌کند", "The buyer inspects the goods")
PAYOUT = Text("پول به حساب فروشنده می‌رود", "The money goes to the seller's account")
PAYOUT_WHEN = Text("بین ۱ تا ۱۲ ساعت پس از تأیید", "1 to 12 hours after approval")
REFUND = Text("پول به خریدار برمی‌گردد", "The money goes back to the buyer")
DECISION = Text("کارشناس با جدول آسیب تصمیم می‌گیرد", "An officer decides by the table of damage")
TAKE_BACK = Text("فروشنده کالای برگشتی را می‌گیرد", "The seller takes the goods back")
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
    "damage_claim": (DECISION,),
    "returning": (TAKE_BACK, REFUND),
    "return_sent": (REFUND,),
    "return_here": (REFUND,),
}
RULING_HOLDS = Text(
    "اگر کسی بازبینی نخواهد، رأی قطعی و اجرا می‌شود",
    "If nobody appeals, the ruling is final and carried out",
)
