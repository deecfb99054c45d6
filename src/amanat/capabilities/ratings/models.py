from django.db import models

from amanat.capabilities.ratings import rules


class Rating(models.Model):
    """What one side of something that ended says of the other. Written once, never changed."""

    subject = models.TextField()  # What ended: "deal:17".
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    about = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    stars = models.PositiveSmallIntegerField()
    words = models.TextField(default="")
    at = models.DateTimeField()
    closes_at = models.DateTimeField()  # From then on it is shown even when alone.

    class Meta:
        indexes = [models.Index(fields=["about", "-id"], name="rating_about")]
        constraints = [
            models.UniqueConstraint(fields=["subject", "by"], name="each_rates_once"),
            models.CheckConstraint(condition=~models.Q(by=models.F("about")), name="not_oneself"),
            models.CheckConstraint(
                condition=models.Q(stars__range=(rules.STARS[0], rules.STARS[-1])),
                name="stars_in_range",
            ),
        ]
