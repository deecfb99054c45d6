"""Persian pages have no prefix, English ones live under /en/; machines use /api/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from amanat.config import parts, reference
from amanat.config.api import api
from amanat.face import kit
from amanat.face import views as face
from amanat.face.texts import PAGES

handler400 = "amanat.face.views.unreadable"
handler403 = "amanat.face.views.unreadable"
handler404 = "amanat.face.views.not_found"
handler500 = "amanat.face.views.broken"

parts.place()

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", face.healthz, name="healthz"),
    path("readyz", face.readyz, name="readyz"),
    path("api/", api.urls),
    *i18n_patterns(
        path("", face.home, name="home"),
        path("kit", kit.kit, name="kit"),
        path("api/docs", reference.docs, name="api_docs"),
        *(path(name, face.page, {"name": name}, name=name) for name in PAGES),
        path("", include("amanat.capabilities.places.pages.urls")),
        #  Before permits: /presales/figures is no number of a permit.
        path("", include("amanat.capabilities.market.pages.urls")),
        path("", include("amanat.capabilities.people.pages.urls")),
        path("", include("amanat.capabilities.evidence.pages.urls")),
        path("", include("amanat.capabilities.notices.pages.urls")),
        path("", include("amanat.capabilities.risk.pages.urls")),
        path("", include("amanat.capabilities.permits.pages.urls")),  # Before org/<code>.
        path("", include("amanat.capabilities.contracts.pages.urls")),
        path("", include("amanat.capabilities.presale.pages.urls")),
        path("", include("amanat.capabilities.projects.pages.urls")),
        path("", include("amanat.capabilities.businesses.pages.urls")),
        path("", include("amanat.capabilities.payments.pages.urls")),
        path("", include("amanat.capabilities.reconciliation.pages.urls")),
        path("", include("amanat.capabilities.protection.pages.urls")),
        path("", include("amanat.capabilities.seals.pages.urls")),
        path("", include("amanat.capabilities.ranks.pages.urls")),
        path("", include("amanat.capabilities.ceilings.pages.urls")),
        path("", include("amanat.capabilities.presale.pages.opening_urls")),
        path("", include("amanat.capabilities.deliveries.pages.urls")),
        path("", include("amanat.capabilities.deals.pages.urls")),
        path("", include("amanat.capabilities.watch.pages.urls")),
        path("", include("amanat.capabilities.radar.pages.urls")),
        path("", include("amanat.capabilities.support.pages.urls")),
        path("", include("amanat.capabilities.registry.pages.urls")),
        path("", include("amanat.capabilities.lab.pages.urls")),
        path("", include("amanat.capabilities.desk.pages.urls")),
        prefix_default_language=False,
    ),
]
