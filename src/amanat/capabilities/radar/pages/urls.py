"""The desk of the radar, the public list, reports, and the links of owners and providers."""

from django.urls import path

from amanat.capabilities.radar.pages import desk, public

app_name = "radar"
DECIDED = (
    "confirm_sighting", "dismiss_sighting", "refuse_objection", "order_gateway_cut",
    "propose_block", "request_block", "refer_to_court", "retract_sighting", "close_sighting",
)  # fmt: skip
ELSEWHERE = {
    **dict.fromkeys(DECIDED, "radar:sighting"),
    "claim_removal": "radar:answer_notice",
    "object_to_notice": "radar:answer_notice",
}
urlpatterns = [
    path("desk/radar", desk.desk, name="desk"),
    path("desk/radar/<int:sighting_id>", desk.sighting, name="sighting"),
    path("desk/radar/<int:sighting_id>/shot/<int:observation_id>", desk.shot, name="shot"),
    path("radar", public.listed, name="public"),
    path("radar/feed.json", public.feed, name="feed"),
    path("radar/answer/<str:token>", public.answer_notice, name="answer_notice"),
    path("radar/order/<str:token>", public.order, name="order"),
    path("report/seal", public.report_seal, name="report_seal"),
]
