from django.urls import path

from amanat.capabilities.places.pages import offices

app_name = "places"
urlpatterns = [path("post-offices", offices.offices, name="offices")]
