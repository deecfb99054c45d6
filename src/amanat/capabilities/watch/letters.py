"""What is written when nobody answered the phone. It fits two parts."""

from amanat.words.text import Text

NOT_REACHED = Text(
    "امانت: دربارهٔ معاملهٔ شما سه بار زنگ زدیم و پاسخ ندادید. لطفاً ببینید: {link}",
    "Amanat: we called three times about your deal and did not reach you. Please look: {link}",
)
NOT_REACHED_ANYBODY = Text(
    "امانت: سه بار زنگ زدیم و پاسخ ندادید. لطفاً به پشتیبانی پیام بدهید: {link}",
    "Amanat: we called three times and did not reach you. Please write to support: {link}",
)
