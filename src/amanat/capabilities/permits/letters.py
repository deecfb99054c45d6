"""What we write to whoever may sell for the business; each fits two parts of an SMS."""

from amanat.words.text import Text

LETTERS = {
    "PermitGranted": Text(
        "امانت: مجوز پیش‌فروش «{title}» صادر شد. شماره در هر آگهی بیاید: {link}",
        "Amanat: the permit for “{title}” is granted. Its number goes in every advert: {link}",
    ),
    "PermitRefused": Text(
        "امانت: درخواست مجوز «{title}» پذیرفته نشد. دلیل: {link}",
        "Amanat: the permit for “{title}” was refused. Why: {link}",
    ),
    "PermitReturned": Text(
        "امانت: درخواست مجوز «{title}» چند اصلاح می‌خواهد: {link}",
        "Amanat: the application for “{title}” needs corrections: {link}",
    ),
    "PermitSuspended": Text(
        "امانت: مجوز «{title}» تعلیق شد؛ فروش تازه نکنید: {link}",
        "Amanat: the permit “{title}” is suspended; sell nothing new: {link}",
    ),
    "PermitResumed": Text(
        "امانت: تعلیق مجوز «{title}» برداشته شد: {link}",
        "Amanat: the permit “{title}” is in force again: {link}",
    ),
    "PermitRevoked": Text(
        "امانت: مجوز «{title}» لغو شد. قراردادهای پیشین پابرجاست: {link}",
        "Amanat: the permit “{title}” was revoked. Old contracts stand: {link}",
    ),
    "PermitExpired": Text(
        "امانت: مهلت فروش مجوز «{title}» تمام شد: {link}",
        "Amanat: the permit “{title}” has expired: {link}",
    ),
    "PermitAmended": Text(
        "امانت: اصلاح مجوز «{title}» تصویب شد: {link}",
        "Amanat: the permit “{title}” was amended: {link}",
    ),
    "PermitExtended": Text(
        "امانت: مجوز «{title}» تمدید شد: {link}",
        "Amanat: the permit “{title}” was extended: {link}",
    ),
    "PermitChangeTurnedDown": Text(
        "امانت: تغییر مجوز «{title}» پذیرفته نشد. دلیل: {link}",
        "Amanat: the change of “{title}” was turned down. Why: {link}",
    ),
    "PermitChangeLapsed": Text(
        "امانت: درخواست تغییر مجوز «{title}» بی‌پاسخ ماند؛ مجوز همان است: {link}",
        "Amanat: the change of “{title}” was not answered; the permit stays: {link}",
    ),
}
