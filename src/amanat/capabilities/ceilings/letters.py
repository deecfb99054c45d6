"""What we write to whoever runs the business; each fits two parts of an SMS."""

from amanat.words.text import Text

LETTERS = {
    "CeilingSet": Text(
        "امانت: سقف پیش‌فروش «{business}» تعیین شد. رقم و دلیلش: {link}",
        "Amanat: the pre-sale ceiling of “{business}” was set. Figure and reason: {link}",
    ),
    "CeilingLowered": Text(
        "امانت: سقف پیش‌فروش «{business}» پایین آمد. فروش‌های پیشین سر جایشان است. دلیل: {link}",
        "Amanat: the pre-sale ceiling of “{business}” was lowered. Earlier sales stand. Why: {link}",
    ),
    "CeilingFrozen": Text(
        "امانت: سقف «{business}» بسته شد. تعهد تازه نپذیرید؛ پیشین‌ها را انجام دهید: {link}",
        "Amanat: the ceiling of “{business}” is frozen. No new promises; serve the old ones: {link}",
    ),
    "CeilingUnfrozen": Text(
        "امانت: سقف «{business}» باز شد: {link}",
        "Amanat: the ceiling of “{business}” is open again: {link}",
    ),
    "CeilingInputRefused": Text(
        "امانت: آنچه برای سقف «{business}» اظهار کرده بودید پذیرفته نشد. دلیل: {link}",
        "Amanat: what you declared for the ceiling of “{business}” was refused. Why: {link}",
    ),
    "CeilingInputEnding": Text(
        "امانت: سندی که پشتوانهٔ سقف «{business}» است رو به پایان است. تازه‌اش کنید: {link}",
        "Amanat: a paper behind the ceiling of “{business}” ends soon. Renew it: {link}",
    ),
    "CeilingAlertRaised": Text(
        "امانت: پیش‌پول‌های «{business}» از خط هشدار گذشت؛ سهم بیشتری در امانت می‌ماند: {link}",
        "Amanat: advance money of “{business}” passed an alert line; more stays in escrow: {link}",
    ),
}
