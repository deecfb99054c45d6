"""The officers' addresses."""

from django.urls import path

from amanat.capabilities.desk.pages import bench

app_name = "desk"
urlpatterns = [
    path("desk", bench.bench, name="desk"),
    path("desk/work/<int:delivery_id>/again", bench.run_again, name="run_again"),
]
