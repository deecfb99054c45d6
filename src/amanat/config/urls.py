"""Persian pages have no prefix, English ones live under /en/; machines use /api/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from amanat.face import views as face

handler404 = "amanat.face.views.not_found"
handler500 = "amanat.face.views.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", face.healthz, name="healthz"),
    path("readyz", face.readyz, name="readyz"),
    *i18n_patterns(
        path("", face.home, name="home"),
        prefix_default_language=False,
    ),
]
_ = include
