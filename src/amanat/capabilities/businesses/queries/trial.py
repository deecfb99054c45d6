"""What a trial of the lab needs: the rule about licences, on days that are nobody's record."""

from datetime import date

from amanat.capabilities.businesses import rules


def is_covered(class_code: str, valid_from: date, valid_until: date, day: date) -> bool:
    """Whether a licence with these days carries a class on this day; its last day counts."""
    span = rules.Span(class_code, valid_from, valid_until)
    return not rules.uncovered([span], [class_code], day)
