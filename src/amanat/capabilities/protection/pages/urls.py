from django.urls import path

from amanat.capabilities.protection.pages import fund, recourses

app_name = "protection"
urlpatterns = [
    path("fund", fund.fund, name="fund"),
    path("fund/carriers", recourses.carriers, name="carriers"),
    path("fund/carriers/<int:recourse_id>/recover", recourses.page_of("recover"), name="recover"),
    path(
        "fund/carriers/<int:recourse_id>/write_off",
        recourses.page_of("write_off"),
        name="write_off",
    ),
]
