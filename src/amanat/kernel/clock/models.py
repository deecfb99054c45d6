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
