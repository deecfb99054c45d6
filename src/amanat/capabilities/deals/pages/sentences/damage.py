"""What packing, claiming and returning mean, before somebody does it."""

from dataclasses import dataclass

from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class Ask:
    """A page's heading, what will follow, and its button."""

    heading: Text
    effect: Text
    button: Text


ASKS = {
    "pack": Ask(
        Text("بسته را پیش از فرستادن نشان دهید", "Show the parcel before it leaves"),
        Text("واژهٔ معامله را روی بسته بنویسید و از آن عکس بگیرید. اگر کالا در راه آسیب ببیند، همین ثابت می‌کند که درست بسته بودید.",
             "Write the deal’s word on the parcel and take a picture of it. If the goods come to harm on the way, this proves that you packed them right."),
        Text("ثبت بسته‌بندی", "Record the packing"),
    ),
    "claim_damage": Ask(
        Text("کالا در راه آسیب دیده است؟", "Did it come to harm on the way?"),
        Text("پول همان لحظه نگه داشته می‌شود. سه عکس لازم است: جعبه، برچسب و خود کالا. اگر کم باشد، یک روز فرصت دارید.",
             "The money is kept at once. Three pictures are needed: box, label and item. What is missing may follow within a day."),
        Text("ثبت آسیب؛ پول بماند", "Claim it; keep the money"),
    ),
    "complete_claim": Ask(
        Text("عکس‌های مانده را بفرستید", "Send the missing pictures"),
        Text("جعبهٔ بیرونی، برچسب و خود کالا. هر کدام را پیش‌تر فرستاده‌اید خالی بگذارید.",
             "Outer box, label and item. Leave out what you sent before."),
        Text("فرستادن عکس‌ها", "Send the pictures"),
    ),
    "answer_claim": Ask(
        Text("گفته و مدرک شما دربارهٔ آسیب", "Your word and proof on the damage"),
        Text("طرف مقابل و کارشناس آن را می‌خوانند و دیگر تغییر نمی‌کند.",
             "The other side and the officer read it, and it can no longer be changed."),
        Text("گذاشتن در پرونده", "Add it"),
    ),
    "appeal_claim": Ask(
        Text("بازبینی را می‌خواهید؟", "Do you appeal?"),
        Text("داوری دیگر همهٔ پرونده را از نو می‌شنود. پول تا رأی او می‌ماند.",
             "An arbiter, somebody else, hears the whole case anew. The money is kept until then."),
        Text("درخواست بازبینی", "Appeal"),
    ),
    "send_return": Ask(
        Text("کالا را پس فرستادید؟", "Have you sent it back?"),
        Text("کد رهگیری را بنویسید. وقتی فروشنده آن را بگیرد، همهٔ پول شما برمی‌گردد. اگر کرایه با فروشنده است، پس‌کرایه بفرستید.",
             "Enter the tracking code. When the seller has it, all your money comes back. If the seller pays the freight, send it freight collect."),
        Text("ثبت پس‌فرستادن", "Record it"),
    ),
    "prove_return": Ask(
        Text("کالا به فروشنده رسیده است؟", "Has it reached the seller?"),
        Text("با گواهی حمل‌کننده، فروشنده ۴۸ ساعت وقت دارد؛ اگر ایرادی نگیرد پول شما برمی‌گردد.",
             "With the carrier’s proof the seller has 48 hours; if nothing is raised, your money comes back."),
        Text("ثبت گواهی تحویل", "Record the proof"),
    ),
    "contest_return": Ask(
        Text("کالای برگشتی چه ایرادی دارد؟", "What is wrong with what came back?"),
        Text("پول نگه داشته می‌شود و اگر توافق نکنید، داور رأی می‌دهد.",
             "The money is kept, and if you do not agree, an arbiter decides."),
        Text("ثبت ایراد", "Raise it"),
    ),
}  # fmt: skip
