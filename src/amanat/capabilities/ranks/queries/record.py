"""What was noted of businesses, as the rules read it: two questions, however many businesses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from amanat.capabilities.ranks import rules
from amanat.capabilities.ranks.models import Note
from amanat.capabilities.ranks.rules import kinds
from amanat.capabilities.ranks.rules.inputs import Inputs, Line, Tally
from amanat.kernel.log.facts import id_in

MOST_NOTES_SHOWN = 200


@dataclass(slots=True)
class History:
    """The notes of one business: each line, and its sales counted by kind, day and day of noting."""

    lines: list[Line] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    sold: dict[int, Line] = field(default_factory=dict)  # Single sales that somebody struck.

    def inputs(self, day: date, law: rules.Law, left_out: Sequence[int] = ()) -> Inputs:
        """What a day's score is made of, without the notes that an answer struck from that day."""
        out = set(left_out)
        lines = [one for one in self.lines if one.id not in out] if out else self.lines
        struck = [
            Tally(one.kind, one.day, one.noted_on, -1)
            for one in self.sold.values()
            if one.id in out and not self._is_struck_before(one.id, day)
        ]
        tallies = [*self.tallies, *struck] if struck else self.tallies
        return rules.inputs_on(day, lines, tallies, law.number("counted_days"))

    def _is_struck_before(self, note_id: int, day: date) -> bool:
        """Whether that strike counts on this day by itself."""
        name = f"note:{note_id}"
        return any(
            one.kind == kinds.STRUCK and one.subject == name and one.noted_on < day
            for one in self.lines
        )


def histories(business_ids: Iterable[int]) -> dict[int, History]:
    """Everything noted of these businesses, up to now."""
    found = {one: History() for one in business_ids}
    notes = Note.objects.filter(business_id__in=found)
    uncounted = notes.exclude(kind__in=(*kinds.SALES, kinds.SELF_MADE)).order_by("pk")
    for note in uncounted.iterator():
        found[note.business_id].lines.append(line_of(note))
    sales = notes.filter(kind__in=kinds.SALES).values_list("business_id", "kind", "day", "noted_on")
    for business_id, kind, day, noted_on, count in sales.annotate(n=Count("pk")).order_by():
        found[business_id].tallies.append(Tally(kind, day, noted_on, count))
    _strike_sales(found)
    return found


def _strike_sales(found: dict[int, History]) -> None:
    """A sale that was struck is taken off its day from the day of striking on."""
    struck = {
        id_in(line.subject): (one, line)
        for one in found.values()
        for line in one.lines
        if line.kind == kinds.STRUCK
    }
    for note in Note.objects.filter(pk__in=struck, kind__in=kinds.SALES):
        history, strike = struck[note.pk]
        history.tallies.append(Tally(note.kind, note.day, strike.noted_on, -1))
        history.sold[note.pk] = line_of(note)


def line_of(note: Note) -> Line:
    return Line(
        note.pk, note.kind, note.day, note.noted_on, note.subject, note.units, note.other_units,
        note.until,
    )  # fmt: skip


def notes(business_id: int) -> list[Note]:
    """What was noted, the newest first; single sales are among them."""
    found = Note.objects.filter(business_id=business_id).order_by("-pk")
    return list(found[:MOST_NOTES_SHOWN])


def notes_of_day(business_id: int, day: date, left_out: Sequence[int] = ()) -> list[Note]:
    """Notes other than sales on time that the score of a day could count, the newest first."""
    found = Note.objects.filter(business_id=business_id, day__lt=day, noted_on__lt=day)
    plain = ("sale_on_time", kinds.SELF_MADE, kinds.STRUCK)
    rows = found.exclude(kind__in=plain).exclude(pk__in=left_out).order_by("-day", "-pk")
    return list(rows[:MOST_NOTES_SHOWN])
