"""Why a proof was not seen, in words that tell what to do; and how sure we are of a rule."""

from amanat.words.text import Text

WHY_NOT = {
    "no_token": Text("آنجا نشانهٔ ما نبود", "Our token was not there"),
    "not_there": Text("چنین صفحه‌ای نبود", "There was no such page"),
    "elsewhere": Text("به سایت دیگری برد", "It led to another site"),
    "bad_address": Text("نشانی‌اش درست نیست", "Its address is not right"),
    "bad_port": Text("به درگاه دیگری برد", "It led to another port"),
    "inside": Text("به نشانی غیرهمگانی می‌رسد", "It leads to an address that is not public"),
    "unknown_name": Text("این نام نشانی ندارد", "The name has no address"),
    "unreachable": Text("پاسخ نداد", "Nobody answered"),
    "bad_certificate": Text("گواهی TLS آن درست نیست", "Its TLS certificate is not right"),
    "too_slow": Text("بیش از ده ثانیه طول کشید", "It took over ten seconds"),
    "too_large": Text("بزرگ‌تر از ۵ مگابایت بود", "It was above 5 MB"),
    "too_many_redirects": Text("بیش از سه بار جابه‌جا شد", "It redirected over three times"),
    "unreadable": Text("پاسخش خوانا نبود", "Its answer was unreadable"),
}

CONFIDENCE = {
    "confirmed": Text("تأییدشده", "Confirmed"),
    "reported": Text(
        "چنان‌که گزارش شده؛ متن قانون را هنوز نسنجیده‌ایم",
        "As reported; it is not shown as law before we have read the text",
    ),
    "unconfirmed": Text("تأییدنشده؛ قانون شمرده نمی‌شود", "Unconfirmed: it is not shown as law"),
}

#  How a company's bank account stands.
ACCOUNTS = {
    "counts": Text("پول به اینجا می‌آید", "Money goes in here"),
    "counts_later": Text("به کار می‌رود از", "Counts from"),
    "not_ours": Text("به نام شرکت نیست", "Not in the company’s name"),
}
