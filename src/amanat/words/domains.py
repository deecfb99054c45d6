"""Names of sites: as they are kept, when they are none, and whether two look alike.

A domain is kept in ASCII (IDNA 2008), without `www.` and without a final dot, and shown as people
read it. `skeleton` answers the same for names that the eye cannot tell apart.
"""

import ipaddress
import re
import unicodedata

import idna

from amanat.words.persian import ascii_digits
from amanat.words.text import Text

LONGEST_DOMAIN = 253
LONGEST_TYPED = 300
_TYPED = re.compile(r"(?:https?://)?([^\s/\\?#@:]+)/?", re.I)
_NUMBERISH = re.compile(r"[0-9]+|0x[0-9a-f]*", re.I)

NO_DOMAIN = Text("نام دامنه را مانند shop.ir بنویسید.", "Write a name like shop.ir.")
AN_ADDRESS = Text("نشانی عددی دامنه نیست.", "A numeric address is no domain.")
A_SUFFIX = Text(
    "این پسوندی همگانی است و از آنِ یک نفر نیست.", "It is a public suffix and belongs to nobody."
)
AN_INSIDE_NAME = Text(
    "این نام در اینترنت همگانی وجود ندارد.", "This name does not exist on the public internet."
)
A_MIXTURE = Text(
    "حرف‌های دو خط را در یک واژه آمیخته است.", "It mixes letters of two scripts in one word."
)
#  Names that never lead out of a network; `example` and `test` lead nowhere, which harms nobody.
_INSIDE = "localhost localdomain local internal intranet lan home corp private invalid onion arpa"
INSIDE = frozenset(_INSIDE.split())
#  Under these anybody may register, or they rent out the names below them.
_SUFFIXES = """
    co.ir ac.ir gov.ir id.ir net.ir org.ir sch.ir dnssec.ir xn--mgba3a4f16a
    co.uk org.uk ac.uk gov.uk me.uk com.tr org.tr net.tr gen.tr web.tr com.au net.au org.au
    co.jp ne.jp or.jp com.cn net.cn org.cn co.in net.in org.in com.br com.ru co.kr co.nz co.za
    com.sa com.ae com.iq com.pk com.af com.az com.sy com.lb com.kw com.qa com.om com.bh
    github.io gitlab.io pages.dev workers.dev vercel.app netlify.app web.app firebaseapp.com
    herokuapp.com blogspot.com wordpress.com wixsite.com myshopify.com blogfa.com mihanblog.com
    blog.ir persianblog.ir blogsky.com rozblog.com parsiblog.com liara.run iran.liara.run
    darkube.app fandogh.cloud s3.amazonaws.com cloudfront.net azurewebsites.net appspot.com
    duckdns.org ddns.net no-ip.org ngrok.io ngrok-free.app trycloudflare.com
"""
SUFFIXES = frozenset(_SUFFIXES.split())
#  What the eye takes for a plain letter: Cyrillic, Greek, other Latin, Arabic beside Persian.
_LOOKALIKES = {
    "a": "\u0430\u03b1\u03bb\u0251",
    "b": "\u0432\u03b2\u0185",
    "c": "\u0441",
    "d": "\u0501\u0111",
    "e": "\u0435\u0451\u03b5",
    "g": "\u0261",
    "h": "\u04bb\u043d\u0127",
    "i": "\u0456\u0457\u03b9\u0131\u0269",
    "j": "\u0458\u0237",
    "k": "\u043a\u03ba",
    "l": "\u04cf\u0142",
    "m": "\u043c",
    "n": "\u043f\u03b7",
    "o": "\u043e\u03bf\u03c3\u00f8",
    "p": "\u0440\u03c1",
    "q": "\u051b",
    "r": "\u0433\u0491",
    "s": "\u0455",
    "t": "\u0442\u03c4\u0167",
    "u": "\u03c5",
    "v": "\u03bd\u028b",
    "w": "\u051d\u03c9",
    "x": "\u0445\u03c7",
    "y": "\u0443\u03b3\u028f",
    "z": "\u03b6",
    "ا": "\u0623\u0625\u0622\u0671",
    "ه": "\u0629\u06c0\u06c2",
    "و": "\u0624",
    "ک": "\u0643",
    "ی": "\u064a\u0649\u0626\u06d0\u06d2",
}
_CONFUSABLE = {ord(sign): plain for plain, signs in _LOOKALIKES.items() for sign in signs}
_DIGITS = str.maketrans("01", "ol")
_TWINS = (("rn", "m"), ("vv", "w"), ("cj", "g"))


class NoDomain(ValueError):
    """The typed text is no domain; `why` says it in both languages."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def domain(typed: str) -> str:
    """The domain as it is kept, or NoDomain. A pasted `https://` and `www.` are forgiven."""
    found = _TYPED.fullmatch(typed.strip()[:LONGEST_TYPED])
    if found is None:
        raise NoDomain(NO_DOMAIN)
    plain = found[1].rstrip(".").lower()
    _refuse_numbers(ascii_digits(plain))
    try:
        name = idna.encode(plain, uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        raise NoDomain(NO_DOMAIN) from None
    name = name.removeprefix("www.")
    _refuse_numbers(name)
    labels = name.split(".")
    if len(name) > LONGEST_DOMAIN or "" in labels:
        raise NoDomain(NO_DOMAIN)
    if labels[-1] in INSIDE:
        raise NoDomain(AN_INSIDE_NAME)
    if len(labels) < 2 or name in SUFFIXES:
        raise NoDomain(A_SUFFIX)
    if any(_is_mixture(label) for label in shown(name).split(".")):
        raise NoDomain(A_MIXTURE)
    return name


def _refuse_numbers(name: str) -> None:
    """Addresses in any writing: 127.0.0.1, 0x7f.1, 2130706433, [::1]."""
    last = name.rpartition(".")[2]
    if _NUMBERISH.fullmatch(last):
        raise NoDomain(AN_ADDRESS)
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return
    raise NoDomain(AN_ADDRESS)


def shown(name: str) -> str:
    """The kept name as people read it."""
    try:
        return idna.decode(name)
    except (idna.IDNAError, UnicodeError):
        return name


def _is_mixture(label: str) -> bool:
    scripts = {_script(sign) for sign in label if sign.isalpha()}
    return len(scripts) > 1


def _script(letter: str) -> str:
    return unicodedata.name(letter, "unknown").split()[0]


def skeleton(name: str) -> str:
    """The same text for names that look the same; compare it, never show it."""
    text = unicodedata.normalize("NFKD", shown(name).casefold())
    text = "".join(sign for sign in text if not unicodedata.combining(sign) and sign != "\u200c")
    text = ascii_digits(text).translate(_CONFUSABLE).translate(_DIGITS)
    for twin, single in _TWINS:
        text = text.replace(twin, single)
    return text
