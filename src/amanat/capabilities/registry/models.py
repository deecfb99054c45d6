from django.db import models


class Look(models.Model):
    """One try at a code, kept for an hour: how often somebody guesses, and never what was found."""

    network = models.TextField(default="")
    code_digest = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["network", "at"], name="look_of_network"),
            models.Index(fields=["code_digest", "at"], name="look_at_code"),
        ]
