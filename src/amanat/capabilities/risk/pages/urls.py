"""The desk of risks, and the way to another look."""

from django.urls import path

from amanat.capabilities.risk.pages import desk

app_name = "risk"
ELSEWHERE = {"clear_sign": "risk:sign", "hold_deal": "risk:sign", "block": "risk:sign"}
urlpatterns = [
    path("desk/risk", desk.signs, name="signs"),
    path("desk/risk/<int:sign_id>", desk.sign, name="sign"),
    path("desk/risk/list/<int:entry_id>/permanent", desk.make_permanent, name="make_permanent"),
    path("desk/risk/list/<int:entry_id>/lift", desk.lift, name="lift"),
    path("appeal", desk.appeal, name="appeal"),
]
