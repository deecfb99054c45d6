"""What a business may write down, how long its licences carry it, and what proves a domain. Pure."""

import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html.parser import HTMLParser

from amanat.words.moments import start_of
from amanat.words.powers import ALL, MONEY, PAPERS, SEAL, SELL
from amanat.words.text import Text

KINDS = {
    "legal": Text("شخص حقوقی (شرکت، مؤسسه، تعاونی)", "Legal person (company, co-operative)"),
    "natural": Text("شخص حقیقی", "Natural person"),
}
#  Classes of activity: those of the guide's ceiling table. What is allowed is dated data.
CLASSES = {
    "general": Text("کالا و خدمات عمومی", "General goods and services"),
    "vehicle": Text("خودرو", "Vehicles"),
    "property": Text("ملک و ساختمان", "Property and building"),
    "coin_gold": Text("سکه، طلا و نقره", "Coins, gold and silver"),
    "travel_event": Text("سفر و رویداد", "Travel and events"),
}
ALLOWED, RESTRICTED, PROHIBITED = "allowed", "restricted", "prohibited"
STATUSES = {
    ALLOWED: Text("مجاز", "Allowed"),
    RESTRICTED: Text("محدود", "Restricted"),
    PROHIBITED: Text("ممنوع", "Prohibited"),
}
#  What a mandate lets its holder do. "all" has every other in it.
POWERS = {
    ALL: Text("همهٔ کارها، همراه با دادن نمایندگی", "Everything, with giving mandates"),
    PAPERS: Text("پروانه، فعالیت، نشانی و دامنه", "Licences, activities, premises, domains"),
    SEAL: Text("نماد", "The seal"),
    SELL: Text("پیش‌فروش و سقف", "Pre-sale and ceiling"),
    MONEY: Text("حساب‌های بانکی", "Bank accounts"),
}
ISSUERS = {
    "guild": Text("اتحادیهٔ صنفی", "Guild union"),
    "ministry": Text("وزارتخانه", "Ministry"),
    "bank": Text("بانک مرکزی", "Central bank"),
    "municipality": Text("شهرداری", "Municipality"),
    "other": Text("مرجعی دیگر", "Another authority"),
}
END_REASONS = {
    "expired": Text("روز پایانش گذشت", "Its last day is over"),
    "withdrawn": Text("صادرکننده آن را پس گرفت", "Its issuer withdrew it"),
    "mistaken": Text("نادرست ثبت شده بود", "It was written down wrongly"),
}
TURN_DOWN_REASONS = {
    "not_found": Text("صادرکننده چنین چیزی نمی‌شناسد", "Its issuer does not know it"),
    "differs": Text("با پاسخ استعلام نمی‌خواند", "It does not agree with the inquiry"),
    "unreadable": Text("ناخوانا یا ناقص است", "It is unreadable or incomplete"),
}
LONGEST_NAME = 120
SHORTEST_NAME = 2
LONGEST_NUMBER = 60
LONGEST_LINE = 300
LEAST_WORDS = 5
LONGEST_WORDS = 500
LONGEST_TERM_YEARS = 20
DAYS_IN_A_YEAR = 366
WHOLE_BASIS_POINTS = 10_000
MOST_OF_A_KIND = 50  # Licences, domains, mandates, activities, owners, accounts, premises.
CHANGED_ACCOUNT_WAIT = timedelta(hours=24)  # After the first: whoever took a phone gains no day.
MOST_REGISTERED = 20  # Open businesses that one person has registered.
PROOFS_NEEDED = 2
METHODS = {
    "dns": Text("رکورد TXT", "TXT record"),
    "file": Text("فایل در سایت", "File on the site"),
    "meta": Text("برچسب در صفحهٔ نخست", "Tag on the home page"),
}
DNS_LABEL = "_amanat"
FILE_PATH = "/.well-known/amanat.txt"
META_NAME = "amanat"
CHECK_PAUSE = timedelta(minutes=1)  # Between two looks that people ask for.
UNPROVEN_FOR = timedelta(days=30)  # So long we look by ourselves at what was never proven.


@dataclass(frozen=True, slots=True)
class Span:
    """The days a licence is good for, the last one included."""

    class_code: str
    valid_from: date
    valid_until: date


def end_of(day: date) -> datetime:
    """The moment at which a day is over in Tehran."""
    return start_of(day + timedelta(days=1))


def covered_until(spans: Iterable[Span], day: date) -> date | None:
    """The last day up to which licences follow each other without a gap; None when `day` has none.

    A renewed licence that begins the day after the old one ends carries on.
    """
    end: date | None = None
    for span in sorted(spans, key=lambda one: one.valid_from):
        reach = day if end is None else end + timedelta(days=1)
        if span.valid_from <= reach and span.valid_until >= day:
            end = span.valid_until if end is None else max(end, span.valid_until)
    return end


def first_end(spans: Iterable[Span], needed: Iterable[str], day: date) -> date | None:
    """The day on which the first of the needed classes loses its licence; None when one has none.

    Without any class every licence counts: the earliest end of those valid on the day.
    """
    every = list(spans)
    wanted = sorted(set(needed)) or sorted({one.class_code for one in every})
    ends = [covered_until((one for one in every if one.class_code == name), day) for name in wanted]
    known = [end for end in ends if end is not None]
    return min(known) if known and len(known) == len(ends) else None


def uncovered(spans: Iterable[Span], needed: Iterable[str], day: date) -> set[str]:
    """Classes that no licence covers on this day."""
    covered = {one.class_code for one in spans if one.valid_from <= day <= one.valid_until}
    return set(needed) - covered


def is_term_fine(valid_from: date, valid_until: date) -> bool:
    longest = timedelta(days=LONGEST_TERM_YEARS * DAYS_IN_A_YEAR)
    return timedelta() <= valid_until - valid_from <= longest


def covers(powers: str, power: str) -> bool:
    """Whether powers, words with spaces between, hold this one; nothing asked is always held."""
    words = powers.split()
    return not power or power in words or ALL in words


def held(powers: str) -> frozenset[str]:
    """Every power that such words hold."""
    return frozenset(POWERS) if covers(powers, ALL) else frozenset(powers.split())


def percent_of(basis_points: int) -> str:
    """A share as people write it: 5000 is "50", 3334 is "33.34"."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def dns_value(token: str) -> str:
    """What the TXT record says."""
    return f"amanat={token}"


def meta_tag(token: str) -> str:
    """What stands in the head of the home page."""
    return f'<meta name="{META_NAME}" content="{token}">'


def is_in_records(records: Iterable[str], token: str) -> bool:
    return any(_same(one.strip(), dns_value(token)) for one in records)


def is_in_file(body: str, token: str) -> bool:
    """The file holds the token alone on a line."""
    return any(_same(line.strip(), token) for line in body.splitlines()[:20])


def is_in_page(html: str, token: str) -> bool:
    """The home page has our tag inside its head; one in a comment or an attribute is none."""
    reader = _Metas()
    reader.feed(html)
    return any(_same(one, token) for one in reader.found)


def is_same_site(host: str, name: str) -> bool:
    """A site may lead from its bare name to `www.` and back, and nowhere else."""
    return host.removeprefix("www.") == name


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


_ENDS_HEAD = frozenset({"body"})
_TOKEN = re.compile(r"[a-z0-9]{16,64}")


class _Metas(HTMLParser):
    """Contents of our meta tags before the body begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ENDS_HEAD:
            self.is_over = True
        named = dict(attrs)
        if tag == "meta" and not self.is_over and (named.get("name") or "").lower() == META_NAME:
            content = (named.get("content") or "").strip()
            if _TOKEN.fullmatch(content):
                self.found.append(content)
