"""Which bank a Sheba belongs to: the three digits after the check digits.

A table with a date, not a law: banks merge, and the Shebas of the old one go on working. So an
unknown or merged bank is a warning on the page, never a refusal.
Source: the public code list of persian-tools (MIT), read in November 2026.
"""

from dataclasses import dataclass
from datetime import date

from amanat.words.text import Text

READ_ON = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Bank:
    """`into` is the code of the bank that took it over; `since` when, where that is known."""

    code: str
    name: Text
    into: str = ""
    since: date | None = None


_ROWS: tuple[tuple[str, str, str], ...] = (
    ("010", "بانک مرکزی", "Central Bank of Iran"),
    ("011", "بانک صنعت و معدن", "Bank of Industry and Mine"),
    ("012", "بانک ملت", "Bank Mellat"),
    ("013", "بانک رفاه کارگران", "Refah Bank"),
    ("014", "بانک مسکن", "Bank Maskan"),
    ("015", "بانک سپه", "Bank Sepah"),
    ("016", "بانک کشاورزی", "Bank Keshavarzi"),
    ("017", "بانک ملی ایران", "Bank Melli Iran"),
    ("018", "بانک تجارت", "Tejarat Bank"),
    ("019", "بانک صادرات ایران", "Bank Saderat Iran"),
    ("020", "بانک توسعهٔ صادرات", "Export Development Bank"),
    ("021", "پست‌بانک ایران", "Post Bank of Iran"),
    ("022", "بانک توسعهٔ تعاون", "Tose'e Ta'avon Bank"),
    ("051", "مؤسسهٔ اعتباری توسعه", "Tose'e Credit Institution"),
    ("053", "بانک کارآفرین", "Karafarin Bank"),
    ("054", "بانک پارسیان", "Parsian Bank"),
    ("055", "بانک اقتصاد نوین", "EN Bank"),
    ("056", "بانک سامان", "Saman Bank"),
    ("057", "بانک پاسارگاد", "Bank Pasargad"),
    ("058", "بانک سرمایه", "Sarmayeh Bank"),
    ("059", "بانک سینا", "Sina Bank"),
    ("060", "بانک قرض‌الحسنهٔ مهر ایران", "Mehr Iran Bank"),
    ("061", "بانک شهر", "City Bank"),
    ("064", "بانک گردشگری", "Tourism Bank"),
    ("066", "بانک دی", "Day Bank"),
    ("069", "بانک ایران زمین", "Iran Zamin Bank"),
    ("070", "بانک قرض‌الحسنهٔ رسالت", "Resalat Bank"),
    ("075", "مؤسسهٔ اعتباری ملل", "Melal Credit Institution"),
    ("078", "بانک خاورمیانه", "Middle East Bank"),
    ("080", "مؤسسهٔ اعتباری نور", "Noor Credit Institution"),
    ("090", "بانک قرض‌الحسنهٔ مهر ایران", "Mehr Iran Bank"),
    ("095", "بانک ایران و ونزوئلا", "Iran-Venezuela Bank"),
)

_MERGED: tuple[tuple[str, str, str, str, date | None], ...] = (
    ("052", "بانک قوامین", "Ghavamin Bank", "015", None),
    ("062", "بانک آینده", "Ayandeh Bank", "017", date(2025, 10, 23)),  # Unconfirmed.
    ("063", "بانک انصار", "Ansar Bank", "015", None),
    ("065", "بانک حکمت ایرانیان", "Hekmat Iranian Bank", "015", None),
    ("073", "مؤسسهٔ اعتباری کوثر", "Kosar Credit Institution", "015", None),
    ("079", "بانک مهر اقتصاد", "Mehr Eghtesad Bank", "015", None),
)

BANKS: dict[str, Bank] = {code: Bank(code, Text(fa, en)) for code, fa, en in _ROWS} | {
    code: Bank(code, Text(fa, en), into, since) for code, fa, en, into, since in _MERGED
}
