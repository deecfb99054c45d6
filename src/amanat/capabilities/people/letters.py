"""What people read about themselves by SMS; each text fits two parts."""

from amanat.words.text import Text

#  The SMS with a code says what it is for, so that nobody can be talked into reading it out.
CODE_LETTERS: dict[str, Text] = {
    "sign_in": Text(
        "امانت: کد ورود {code}\nاین کد را به هیچ‌کس نگویید.",
        "Amanat: sign-in code {code}\nDo not tell it to anybody.",
    ),
    "approve": Text(
        "امانت: کد {code} پول معاملهٔ {subject} را به فروشنده می‌دهد. به هیچ‌کس نگویید.",
        "Amanat: code {code} releases the money of deal {subject}. Do not tell it to anybody.",
    ),
    "award": Text(
        "امانت: کد {code} رأی شما دربارهٔ معاملهٔ {subject} را ثبت می‌کند. به هیچ‌کس نگویید.",
        "Amanat: code {code} records your decision on deal {subject}. Do not tell it to anybody.",
    ),
    "undertake": Text(
        "امانت: کد {code} تعهدنامهٔ نماد {subject} را به نام شما امضا می‌کند. به هیچ‌کس نگویید.",
        "Amanat: code {code} signs the undertaking of seal {subject} in your name. Tell nobody.",
    ),
    "contract": Text(
        "امانت: کد {code} قرارداد پیش‌فروش را به نام شما امضا می‌کند. به هیچ‌کس نگویید.",
        "Amanat: code {code} signs the pre-sale contract in your name. Do not tell it to anybody.",
    ),
    "support": Text(
        "امانت: کد {code} گفت‌وگوی شما با پشتیبانی را باز می‌کند. به هیچ‌کس نگویید.",
        "Amanat: code {code} opens your conversation with support. Do not tell it to anybody.",
    ),
    "dispute_for": Text(
        "امانت: کد {code} را فقط اگر خواسته‌اید پشتیبان در {subject} مشکل ثبت کند، به او بگویید.",
        "Amanat: tell code {code} to support only if you asked it to report a problem in {subject}.",
    ),
}
OTHER_CODE_LETTER = Text(
    "امانت: کد تأیید {code}\nاین کد را به هیچ‌کس نگویید.",
    "Amanat: confirmation code {code}\nDo not tell it to anybody.",
)
WHY_READ: dict[str, Text] = {
    "owner_match": Text(
        "برای تطبیق صاحب حساب بانکی با بانک", "To match the owner of a bank account with the bank"
    ),
}
CHANGED_ACCOUNT_LETTER = Text(
    "امانت: از {when} پول شما به {new} می‌آید. کار شما نیست؟ کنارش بگذارید: {link}",
    "Amanat: from {when} your money goes to {new}. Not you? Put it aside now: {link}",
)
NEW_KEY_LETTER = Text(
    "امانت: کلید «{name}» برای حساب شما ساخته شد. کار شما نیست؟ باطلش کنید: {link}",
    "Amanat: the API key “{name}” was made for your account. Not you? Revoke it: {link}",
)
