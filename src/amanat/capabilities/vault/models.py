"""What lies in the vault."""

from django.db import models

from amanat.capabilities.vault.rules import LIVE
from amanat.capabilities.vault.states import SECRET
from amanat.kernel.log.moves import Locking, Thing


class Secret(Thing):
    """Something only the buyer may see, and only after paying: encrypted here, never in clear."""

    MACHINE = SECRET

    subject = models.TextField()  # What it is sold in: "deal:17".
    seller = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    buyer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    content = models.BinaryField()  # Empty when destroyed.
    salt = models.BinaryField()  # Sealed as well: with it, a short code could be tried out.
    commitment = models.TextField()
    fingerprint = models.TextField()  # Keyed: finds the same thing without opening it.
    sealed_at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True)
    looks = models.PositiveIntegerField(default=0)

    objects = Locking.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=models.Q(state__in=LIVE),
                name="one_thing_is_sold_once",
            ),
            models.UniqueConstraint(
                fields=["subject"], condition=models.Q(state__in=LIVE), name="one_secret_of_a_deal"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="destroyed") | models.Q(content=b"", salt=b""),
                name="destroyed_is_gone",
            ),
        ]


class Repeat(models.Model):
    """Somebody tried to seal what lies in the vault already. Kept although it was refused."""

    secret = models.ForeignKey(Secret, models.PROTECT, related_name="repeats")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    subject = models.TextField()  # What it was tried for.
    at = models.DateTimeField()
