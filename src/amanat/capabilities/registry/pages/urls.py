from django.urls import path

from amanat.capabilities.registry.pages import promise, stats, status, verify

app_name = "registry"
urlpatterns = [
    path("promise", promise.promise, name="promise"),
    path("promise.csv", promise.as_csv, name="promise_csv"),
    path("stats", stats.stats, name="stats"),
    path("stats.csv", stats.as_csv, name="stats_csv"),
    path("status", status.status, name="status"),
    path("verify", verify.verify, name="verify"),
]
