"""What support writes by SMS; each fits two parts."""

from amanat.words.text import Text

OPENED = Text(
    "امانت: پیام شما رسید. گفت‌وگو و پاسخ: {link}",
    "Amanat: we have your message. The conversation and our answer: {link}",
)
ANSWERED = Text(
    "امانت: {words} {link}",
    "Amanat: {words} {link}",
)
ANSWERED_LONG = Text(
    "امانت: پشتیبانی به شما پاسخ داد: {link}",
    "Amanat: support has answered you: {link}",
)
BY_SMS = Text(
    "امانت: پیامک شما به پشتیبانی رسید؛ پاسخ را همین‌جا یا در این صفحه می‌گیرید: {link}",
    "Amanat: your SMS reached support; the answer comes here and on this page: {link}",
)
