"""Files that prove something: decoded, cleaned, hashed, and kept out of the web server's reach."""

from django.db import models
from django.db.models import Q

from amanat.capabilities.evidence import rules


class File(models.Model):
    """One kept file. `sha256` is of the bytes we keep, `original_sha256` of those that came."""

    #  Whose it is; nobody's, when the house made it itself.
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="files")
    kind = models.TextField()  # A key of rules.KINDS: "jpeg", "png", "webp" or "pdf".
    name = models.TextField()  # What the owner called it, tidied; for the eye only.
    path = models.TextField(unique=True)  # Random, under MEDIA_ROOT; holds nothing of the name.
    size_bytes = models.PositiveIntegerField()
    sha256 = models.TextField()
    original_sha256 = models.TextField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-created_at"], name="file_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(size_bytes__lte=rules.MOST_KEPT_BYTES), name="file_size_limit"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(rules.KINDS)), name="file_kind_is_known"
            ),
        ]

    @property
    def media_type(self) -> str:
        return rules.KINDS[self.kind].media_type
