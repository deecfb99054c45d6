from datetime import timedelta

from django.db import models


class ClockSetting(models.Model):
    """One row. `ahead` is how far platform time runs before real time; zero outside a sandbox."""

    ahead = models.DurationField(default=timedelta())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_clock"),
            models.CheckConstraint(
                condition=models.Q(ahead__gte=timedelta()), name="clock_never_runs_backwards"
            ),
        ]


class CalendarDay(models.Model):
    """An exception to the computed calendar: a day declared off, or a holiday that is worked."""

    day = models.DateField(primary_key=True)
    is_off = models.BooleanField()
    reason_fa = models.TextField()
    reason_en = models.TextField()
    source = models.TextField()


class Pause(models.Model):
    """A time in which deadlines stand still: an outage, a holiday, or a check of one deal's money.

    It is everybody's, or only for what is in one of `states` ("deal.agreed"), or only for the one
    deal `clock_id`. `moved` says how far the deadlines have been put off behind it; `closed_at`,
    that all of them are. Until then nothing that stands still may fire.
    """

    kind = models.TextField()
    states = models.JSONField(default=list)
    clock_id = models.BigIntegerField(null=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    reason_fa = models.TextField()
    reason_en = models.TextField()
    declared_by = models.BigIntegerField(null=True)  # None: the platform itself.
    ended_by = models.BigIntegerField(null=True)
    told_to = models.BigIntegerField(default=0)  # Deals up to this id were told that it began.
    moved = models.JSONField(default=dict)  # Machine → the last id whose deadline was put off.
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F("begins_at")),
                name="pause_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | models.Q(ends_at__isnull=False),
                name="closed_pause_has_ended",
            ),
            models.UniqueConstraint(
                fields=["kind", "begins_at"],
                condition=models.Q(clock_id=None),
                name="one_pause_of_a_kind_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["begins_at"], name="pause_by_begin"),
            models.Index(
                fields=["id"], condition=models.Q(closed_at=None), name="pause_not_closed"
            ),
        ]


class Counted(models.Model):
    """Until when the standing still of one thing ("deal:17") is in its deadlines already.

    It only rises, so that no pause is ever counted twice, however pauses overlap.
    """

    thing = models.TextField(primary_key=True)
    until = models.DateTimeField()


class Pulse(models.Model):
    """When a part of the platform was last seen alive, in real time."""

    part = models.TextField(primary_key=True)
    at = models.DateTimeField()
