"""What we write to whoever runs the business; each fits two parts of an SMS."""

from amanat.words.text import Text

LETTERS = {
    "CeilingSet": Text(
        "امانت: سقف پیش‌فروش «{business}» تعیین شد: {link}",
        "Amanat: the ceiling of “{business}” was set: {link}",
    ),
    "CeilingLowered": Text(
        "امانت: سقف «{business}» پایین آمد؛ فروش‌های پیشین سر جایشان است: {link}",
        "Amanat: the ceiling of “{business}” was lowered; old sales stand: {link}",
    ),
    "CeilingFrozen": Text(
        "امانت: سقف «{business}» بسته شد؛ تعهد تازه نپذیرید: {link}",
        "Amanat: the ceiling of “{business}” is frozen; no new sales: {link}",
    ),
    "CeilingUnfrozen": Text(
        "امانت: سقف «{business}» باز شد: {link}",
        "Amanat: the ceiling of “{business}” is open again: {link}",
    ),
    "CeilingInputRefused": Text(
        "امانت: اظهارتان برای سقف «{business}» پذیرفته نشد. دلیل: {link}",
        "Amanat: a paper for “{business}” was refused. Why: {link}",
    ),
    "CeilingInputEnding": Text(
        "امانت: سندی از سقف «{business}» رو به پایان است؛ تازه‌اش کنید: {link}",
        "Amanat: a paper of “{business}” ends soon; renew it: {link}",
    ),
    "CeilingAlertRaised": Text(
        "امانت: پیش‌پول‌های «{business}» از خط هشدار گذشت: {link}",
        "Amanat: “{business}” passed an alert line of its ceiling: {link}",
    ),
}
