"""What we write to holders, buyers and certifiers; each fits two parts of an SMS."""

from amanat.words.text import Text

TO_HOLDER = {
    "ProjectOpened": Text(
        "امانت: حساب پروژهٔ «{title}» باز شد: {link}",
        "Amanat: the account of “{title}” is open: {link}",
    ),
    "CertificateLapsed": Text(
        "امانت: گواهی پیشرفت «{title}» کهنه شد؛ گواهی تازه لازم است: {link}",
        "Amanat: a certificate of “{title}” lapsed; a new one is needed: {link}",
    ),
    "DrawObjected": Text(
        "امانت: خریداری به برداشت «{title}» اعتراض کرد: {link}",
        "Amanat: a buyer objected to the draw of “{title}”: {link}",
    ),
    "DrawReleased": Text(
        "امانت: برداشت «{title}» آزاد شد: {link}",
        "Amanat: money of “{title}” was released: {link}",
    ),
    "DrawRefused": Text(
        "امانت: برداشت «{title}» پذیرفته نشد. دلیل: {link}",
        "Amanat: the draw of “{title}” was refused. Why: {link}",
    ),
    "MilestoneMissed": Text(
        "امانت: «{title}» از برنامه عقب است و نزد کمیته رفت: {link}",
        "Amanat: “{title}” is behind its plan and before the committee: {link}",
    ),
    "ProjectDefaulted": Text(
        "امانت: کمیته «{title}» را ناتوان اعلام کرد؛ پول به خریداران برمی‌گردد: {link}",
        "Amanat: “{title}” is in default; buyers get their money back: {link}",
    ),
    "RetentionReleased": Text(
        "امانت: پول تضمین کیفیت «{title}» آزاد شد: {link}",
        "Amanat: what was retained of “{title}” was released: {link}",
    ),
}
TO_BUYERS = {
    "DrawRequested": Text(
        "امانت: سازندهٔ «{title}» برداشت خواسته است؛ اگر اعتراضی دارید: {link}",
        "Amanat: the maker of “{title}” asks for money; to object: {link}",
    ),
    "DrawReleased": Text(
        "امانت: بخشی از پول «{title}» به سازنده رسید. پولتان کجاست: {link}",
        "Amanat: money of “{title}” went to the maker. Where yours is: {link}",
    ),
    "ProjectDefaulted": Text(
        "امانت: سازندهٔ «{title}» ناتوان اعلام شد؛ آنچه هست میانتان تقسیم می‌شود: {link}",
        "Amanat: “{title}” is in default; what is there is shared out: {link}",
    ),
}
TO_CERTIFIER = Text(
    "امانت: برای گواهی پیشرفت «{title}» نام برده شدید: {link}",
    "Amanat: you were named to certify “{title}”: {link}",
)
