"""Reminders by their threshold, and the question that is answered by SMS."""

from amanat.capabilities.deals.letters.usual import B, Letters, S
from amanat.words.text import Text

#  Reminders by their threshold (see rules/reminders.py).
HAS_ARRIVED = "has_it_arrived"
REMINDERS: dict[str, Letters] = {
    "ship_soon": {S: Text("امانت: «{title}» را تا {when} بفرستید و همان‌جا ثبت کنید: {link}",
                          "Amanat: please send {title} by {when} and record it here: {link}")},
    "ship_late": {
        B: Text("امانت: «{title}» به‌موقع فرستاده نشد. می‌توانید لغو کنید و پول برگردد: {link}",
                "Amanat: {title} was not sent in time. You may call it off for a refund: {link}"),
        S: Text("امانت: مهلت فرستادن «{title}» گذشت. خریدار می‌تواند لغو کند: {link}",
                "Amanat: the time to send {title} is over. The buyer may call it off: {link}"),
    },
    "inspection_half": {B: Text("امانت: نیمی از مهلت بررسی «{title}» گذشت؛ تا {when}: {link}",
                                "Amanat: half the time to inspect {title} is over; it ends {when}: {link}")},
    "inspection_ends": {
        B: Text("امانت: بررسی «{title}» {when} تمام می‌شود و پول به فروشنده می‌رسد: {link}",
                "Amanat: inspection of {title} ends {when}; then the seller is paid: {link}"),
    },
}  # fmt: skip
#  Answered with one digit (see actions/remind.py). It never lets money go.
ARRIVAL_QUESTION = Text(
    "امانت: «{title}» به دستتان رسید؟ پاسخ پیامکی: ۱ بله، ۲ نه. {link}",
    "Amanat: has {title} arrived? Reply by SMS: 1 yes, 2 no. {link}",
)
ANSWER_TOO_LATE = Text(
    "امانت: پاسخ شما دربارهٔ «{title}» دیگر چیزی را عوض نمی‌کند. وضعیت: {link}",
    "Amanat: your answer about {title} changes nothing any more. See: {link}",
)
NOT_ARRIVED_WORDS = Text(
    "خریدار با پیامک پاسخ داد که کالا به دستش نرسیده است.",
    "The buyer answered by SMS that the goods have not arrived.",
)
