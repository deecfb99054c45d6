from django.urls import path

from amanat.capabilities.lab.pages import desk, samen

app_name = "lab"
urlpatterns = [
    path("lab/samen", samen.samen, name="samen"),
    path("desk/lab", desk.desk, name="desk"),
    path("desk/lab/<int:trial_id>", desk.trial, name="trial"),
]
