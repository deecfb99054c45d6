"""Finds a page's template beside its view: `people/pages/sign_in.html` is found by that name."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.template.base import Origin
from django.template.loaders.filesystem import Loader


class BesideThePage(Loader):
    """`deals/deal.html` means capabilities/deals/pages/deal.html."""

    def get_template_sources(self, template_name: str) -> Iterator[Origin]:
        capability, slash, rest = template_name.partition("/")
        if not slash:
            return
        folder = Path(settings.BASE) / "capabilities" / capability / "pages"
        self.dirs = [folder]
        yield from super().get_template_sources(rest)
