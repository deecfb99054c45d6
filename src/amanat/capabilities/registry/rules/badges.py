"""What the picture of a seal says: the truth, or that it does not belong where it is shown."""

from dataclasses import dataclass

from amanat.capabilities.registry.rules.domains import is_at_home
from amanat.capabilities.registry.rules.lists import EXPIRED, REVOKED, SUSPENDED, UNKNOWN, VALID
from amanat.words.text import Text

NOT_HERE, CANNOT_TELL = "not_here", "cannot_tell"
WORDS = {
    VALID: Text("نماد معتبر است", "SEAL VALID"),
    SUSPENDED: Text("نماد تعلیق شده", "SEAL SUSPENDED"),
    EXPIRED: Text("نماد منقضی شده", "SEAL EXPIRED"),
    REVOKED: Text("نماد لغو شده", "SEAL REVOKED"),
    UNKNOWN: Text("چنین نمادی نیست", "NO SUCH SEAL"),
    NOT_HERE: Text("اینجا معتبر نیست", "NOT VALID HERE"),
    CANNOT_TELL: Text("اکنون نمی‌دانیم", "CANNOT TELL NOW"),
}
#  The fills of the palette: pistachio, pomegranate, stone. Only one of them is green.
FILLS = {VALID: "#2C661C", SUSPENDED: "#8C0F26", NOT_HERE: "#8C0F26", REVOKED: "#8C0F26"}
STONE = "#32414E"
SIGNS = {
    VALID: "M12 24.5l6.5 6.5 13-14",
    NOT_HERE: "M14 16l16 16M30 16L14 32",
    SUSPENDED: "M17 15v18M27 15v18",
    REVOKED: "M14 16l16 16M30 16L14 32",
}
QUESTION = "M16 19a6 6 0 1 1 8 6q-2 1-2 4M22 33.5v.5"


@dataclass(frozen=True, slots=True)
class Face:
    """One picture: a word in both languages, a sign, a colour, and what to compare."""

    kind: str
    words: Text
    domain: str
    fill: str
    sign: str


def face(state: str, domains: list[str], origin: str) -> Face:
    """A seal that is not valid says so anywhere; a valid one only at home. Never green by chance."""
    kind = state
    if state == VALID and not is_at_home(origin, domains):
        kind = NOT_HERE
    domain = domains[0] if domains else ""
    return Face(kind, WORDS[kind], domain, FILLS.get(kind, STONE), SIGNS.get(kind, QUESTION))


def cannot_tell() -> Face:
    """When the register does not answer."""
    return Face(CANNOT_TELL, WORDS[CANNOT_TELL], "", STONE, QUESTION)
