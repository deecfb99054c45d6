"""Why money is kept for a check, and what that takes."""

from amanat.words.text import Text

LEGAL, FRAUD = "legal", "fraud"
HOLD_KINDS = {
    LEGAL: Text("دستور قانونی", "By order of law"),
    FRAUD: Text("بررسی تقلب", "A fraud check"),
}
HOLD_REASONS = {
    "court_order": Text("دستور دادگاه", "Court order"),
    "police_order": Text("نامهٔ پلیس", "Police order"),
    "stolen_card": Text("گزارش کارت دزدیده", "Card reported stolen"),
    "false_identity": Text("هویت نادرست", "False identity"),
    "same_hands": Text("دو طرف یک دست", "Both sides in one hand"),
    "risk_signs": Text("نشانه‌های خطر", "Signs of risk"),
}
#  What both sides read: what happens, never whom we suspect of what.
KEPT = Text("بررسی سامانه", "A check by the platform")
LEAST_HOLD_WORDS = 10
LONGEST_HOLD_WORDS = 2_000
OPEN_HOLDS = ("proposed", "in_force", "lifting")
KEEPING = ("in_force", "lifting")
BY_LAW = ("court_order", "police_order")


def does_fit(kind: str, reason: str) -> bool:
    """An order of law comes from a court or the police; suspicion has other reasons."""
    return reason in HOLD_REASONS and (kind == LEGAL) == (reason in BY_LAW)
