"""What those who run a business are told by SMS; each fits two parts."""

from amanat.words.text import Text

LONGEST_NAME_IN_SMS = 20

LETTERS: dict[str, Text] = {
    "BusinessConfirmed": Text(
        "امانت: هویت «{name}» تأیید شد. گام‌های بعد: {link}",
        "Amanat: “{name}” is confirmed. What comes next: {link}",
    ),
    "BusinessTurnedDown": Text(
        "امانت: استعلام با آنچه برای «{name}» نوشته بودید نخواند: {link}",
        "Amanat: the inquiry did not agree on “{name}”: {link}",
    ),
    "TradeLicenceConfirmed": Text(
        "امانت: پروانهٔ «{name}» تأیید شد، تا پایان {day}: {link}",
        "Amanat: a licence of “{name}” counts until {day}: {link}",
    ),
    "TradeLicenceTurnedDown": Text(
        "امانت: پروانهٔ «{name}» تأیید نشد. دلیلش: {link}",
        "Amanat: a licence of “{name}” was not confirmed: {link}",
    ),
    "TradeLicenceEnded": Text(
        "امانت: پروانهٔ «{name}» پایان یافت. پروانهٔ تازه را بنویسید: {link}",
        "Amanat: a licence of “{name}” has ended. Renewed? {link}",
    ),
    "DomainProofMissing": Text(
        "امانت: نشانهٔ {domain} نیست؛ تا {until} برش گردانید: {link}",
        "Amanat: {domain} is lost unless its proof is back by {until}: {link}",
    ),
    "DomainLost": Text(
        "امانت: نشانهٔ {domain} ۷۲ ساعت نبود؛ دامنه از دست رفت: {link}",
        "Amanat: {domain} is lost; its proof was gone: {link}",
    ),
    "BusinessAccountConfirmed": Text(
        "امانت: «{name}» از {until} حساب تازه دارد. کار شماست؟ {link}",
        "Amanat: “{name}” has a new account from {until}. Not you? {link}",
    ),
    "MandateGiven": Text(
        "امانت: نمایندگی «{name}» به شما داده شد: {link}",
        "Amanat: you were given a mandate for “{name}”: {link}",
    ),
}
#  The sheet of the portal that each letter leads to.
SHEETS = {
    "BusinessConfirmed": "", "BusinessTurnedDown": "", "MandateGiven": "",
    "TradeLicenceConfirmed": "/licences", "TradeLicenceTurnedDown": "/licences",
    "TradeLicenceEnded": "/licences",
    "DomainProofMissing": "/domains", "DomainLost": "/domains",
    "BusinessAccountConfirmed": "/accounts",
}  # fmt: skip


def shortened(name: str) -> str:
    """A name that leaves room for the rest of an SMS."""
    most = LONGEST_NAME_IN_SMS
    return name if len(name) <= most else f"{name[: most - 1]}…"
