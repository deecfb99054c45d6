"""Text from outside, as PostgreSQL can keep it."""

NUL = "\x00"


def storable(text: str) -> str:
    """The text without NUL, the one character that no text column takes."""
    return text.replace(NUL, "")
