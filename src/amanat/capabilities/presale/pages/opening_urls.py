"""Pages of openings. Applications themselves go to the door: config/opening/door.py."""

from django.urls import path

from amanat.capabilities.presale.pages import openings

app_name = "openings"
urlpatterns = [
    path("presales/openings/<int:opening_id>", openings.opening, name="opening"),
    path("presales/campaigns/<int:campaign_id>/opening", openings.of_campaign, name="of_campaign"),
]
