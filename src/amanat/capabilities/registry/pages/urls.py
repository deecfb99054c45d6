from django.urls import path

from amanat.capabilities.registry.pages import (
    badge,
    licences,
    papers,
    promise,
    register,
    seal,
    stats,
    status,
    verify,
)

app_name = "registry"
ELSEWHERE = {
    "propose_licence": "registry:licences_desk",
    "end_licence": "registry:licence",
    "rotate_badge_code": "registry:badge_code",
}
urlpatterns = [
    path("licences", licences.licences, name="licences"),
    path("desk/licences", licences.desk, name="licences_desk"),
    path("desk/licences/<int:licence_id>", licences.licence, name="licence"),
    *(
        path(f"desk/licences/<int:licence_id>/{verb}", licences.page_of(verb), name=verb)
        for verb in ("confirm_licence", "turn_down_licence")
    ),
    path("promise", promise.promise, name="promise"),
    path("promise.csv", promise.as_csv, name="promise_csv"),
    path("stats", stats.stats, name="stats"),
    path("stats.csv", stats.as_csv, name="stats_csv"),
    path("status", status.status, name="status"),
    path("verify", verify.verify, name="verify"),
    path("v", seal.find, name="find_seal"),
    path("v/<str:typed>", seal.seal, name="seal"),
    path("v/<str:typed>/credential", papers.credential, name="credential"),
    path("badge/<str:code>.svg", badge.badge, name="badge"),
    path("embed/<str:version>/integrity.json", badge.integrity, name="integrity"),
    path("embed/<str:version>/<str:name>", badge.embed, name="embed"),
    path("seals", register.seals, name="seals"),
    path("seals.csv", register.as_csv, name="seals_csv"),
    path("seals.json", papers.seal_list, name="signed_seals"),
    path("seals/changes.json", register.changes, name="seal_changes"),
    path("seals/status/<str:purpose>", papers.status, name="seal_status"),
    path("seals/<str:code>/badge", register.badge_code, name="badge_code"),
    path(".well-known/jwks.json", papers.jwks, name="jwks"),
    path(".well-known/did.json", papers.did, name="did"),
]
