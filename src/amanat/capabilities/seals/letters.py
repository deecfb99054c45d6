"""What we write to the holder at each stage; each fits two parts of an SMS, whatever the domain."""

from amanat.words.text import Text

LETTERS = {
    "SealSubmitted": Text(
        "امانت: درخواست نماد {domain} رسید. کارها و مهلت هرکدام: {link}",
        "Amanat: we have your application for {domain}. Steps and clocks: {link}",
    ),
    "SealDefectFound": Text(
        "امانت: درخواست نماد {domain} کاستی دارد. تا {until} رفع کنید: {link}",
        "Amanat: your application for {domain} lacks something. Fix it by {until} or it closes: {link}",
    ),
    "SealChecksPassed": Text(
        "امانت: بررسی‌های {domain} درست بود. تا {until} تعهدنامه را امضا کنید: {link}",
        "Amanat: all checks of {domain} are passed. Sign the undertaking by {until}: {link}",
    ),
    "UndertakingSigned": Text(
        "امانت: تعهدنامهٔ {domain} امضا شد. تا {until} تصمیم می‌گیریم: {link}",
        "Amanat: you signed for {domain}. Two officers decide by {until}: {link}",
    ),
    "SealLeftIncomplete": Text(
        "امانت: درخواست نماد {domain} چون کامل نشد بسته شد: {link}",
        "Amanat: the application for {domain} was closed, as it was not completed: {link}",
    ),
    "SealGranted": Text(
        "امانت: نماد {domain} در سطح {level} داده شد. نشان و صفحهٔ استعلام: {link}",
        "Amanat: {domain} has its seal, level {level}. Badge and public page: {link}",
    ),
    "SealRefused": Text(
        "امانت: درخواست نماد {domain} پذیرفته نشد. دلیل و راه اعتراض: {link}",
        "Amanat: the seal for {domain} was refused. Why, and how to appeal: {link}",
    ),
    "SealConverted": Text(
        "امانت: سطح نماد {domain} اکنون {level} است: {link}",
        "Amanat: the seal of {domain} is at level {level} now: {link}",
    ),
    "SealLevelKept": Text(
        "امانت: نماد {domain} در سطح {level} ماند: {link}",
        "Amanat: the seal of {domain} stays at level {level}: {link}",
    ),
    "SealRenewed": Text(
        "امانت: نماد {domain} تمدید شد: {link}",
        "Amanat: the seal of {domain} is renewed: {link}",
    ),
    "SealExpired": Text(
        "امانت: اعتبار نماد {domain} پایان یافت. تعهدهای پیشین را انجام دهید: {link}",
        "Amanat: the seal of {domain} has expired. Fulfil what you promised: {link}",
    ),
    "SealSuspended": Text(
        "امانت: نماد {domain} تعلیق شد. تعهد تازه نپذیرید، پیشین‌ها را انجام دهید: {link}",
        "Amanat: the seal of {domain} is suspended. No new sales; fulfil the old ones: {link}",
    ),
    "SealLifted": Text(
        "امانت: تعلیق نماد {domain} برداشته شد: {link}",
        "Amanat: the suspension of {domain} is lifted: {link}",
    ),
    "SealRevoked": Text(
        "امانت: نماد {domain} لغو شد. تعهدهای پیشین می‌ماند. راه اعتراض: {link}",
        "Amanat: the seal of {domain} is revoked. Old promises stand. How to appeal: {link}",
    ),
    "SealRestored": Text(
        "امانت: اعتراض شما پذیرفته شد و نماد {domain} معتبر است: {link}",
        "Amanat: your appeal was allowed; the seal of {domain} is valid: {link}",
    ),
    "SealAppealDenied": Text(
        "امانت: اعتراض دربارهٔ نماد {domain} پذیرفته نشد. دلیل: {link}",
        "Amanat: the appeal about {domain} was denied. Why: {link}",
    ),
    "SealSurrendered": Text(
        "امانت: نماد {domain} پس داده شد: {link}",
        "Amanat: the seal of {domain} was given back: {link}",
    ),
    "DecisionAnnounced": Text(
        "امانت: تصمیمی دربارهٔ نماد {domain} از {until} اجرا می‌شود: {link}",
        "Amanat: a decision about the seal of {domain} takes effect on {until}: {link}",
    ),
    "CentreWrote": Text(
        "امانت: نامه‌ای دربارهٔ {domain} دارید. تا {until} پاسخ دهید: {link}",
        "Amanat: a letter about {domain} waits for you. Answer by {until}: {link}",
    ),
    "CentreWarned": Text(
        "امانت: نامهٔ {domain} بی‌پاسخ است؛ {until} نماد تعلیق می‌شود: {link}",
        "Amanat: the letter about {domain} has no answer. Without one by {until} the seal is "
        "suspended: {link}",
    ),
}
MOST_CHARACTERS = 134  # Two parts of an SMS in Persian letters.
MOST_LATIN_CHARACTERS = 306  # In Latin ones.
LEAST_DOMAIN = 8


def fitted(letter: str, domain: str, **facts: str) -> str:
    """The letter with as much of the domain as there is room for."""
    rest = letter.format(domain="", **facts)
    most = MOST_LATIN_CHARACTERS if f"{rest}{domain}".isascii() else MOST_CHARACTERS
    room = max(LEAST_DOMAIN, most - len(rest))
    shown = domain if len(domain) <= room else f"{domain[: room - 2]}.."
    return letter.format(domain=shown, **facts)
