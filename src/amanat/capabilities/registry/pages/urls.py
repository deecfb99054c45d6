from django.urls import path

from amanat.capabilities.registry.pages import licences, promise, stats, status, verify

app_name = "registry"
ELSEWHERE = {
    "propose_licence": "registry:licences_desk",
    "end_licence": "registry:licence",
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
]
