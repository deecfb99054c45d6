"""Finds a page's template beside its view: `people/pages/sign_in.html` is found by that name."""

from pathlib import Path

from django.conf import settings
from django.template.loaders.filesystem import Loader


class BesideThePage(Loader):
    """`deals/deal.html` means capabilities/deals/pages/deal.html."""

    def get_template_sources(self, template_name):  # type: ignore[no-untyped-def]  # as Django has it
        capability, slash, rest = template_name.partition("/")
        if not slash:
            return
        folder = Path(settings.BASE) / "capabilities" / capability / "pages"
        self.dirs = [folder]
        yield from super().get_template_sources(rest)
