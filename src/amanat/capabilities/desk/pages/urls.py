"""The officers' addresses."""

from django.urls import path

from amanat.capabilities.desk.pages import bench, case

app_name = "desk"
urlpatterns = [
    path("desk", bench.bench, name="desk"),
    path("desk/work/<int:delivery_id>/again", bench.run_again, name="run_again"),
    path("desk/deals/<str:code>", case.case, name="case"),
    path("desk/deals/<str:code>/code", case.send_code, name="code"),
    path("desk/deals/<str:code>/award_buyer", case.page_of("award_buyer"), name="award_buyer"),
    path("desk/deals/<str:code>/award_seller", case.page_of("award_seller"), name="award_seller"),
    path("desk/deals/<str:code>/files/<int:file_id>", case.file, name="file"),
]
