"""The buyer's way under /presales and /queue, draws for everybody, the maker's side, the desk."""

from django.urls import path

from amanat.capabilities.presale.pages import buyer, desk, keeper, maker, public

app_name = "presale"
ELSEWHERE = {
    "announce_campaign": "presale:announce",
    "ask_campaign_step": "presale:ask",
    "cancel_campaign": "presale:decide",
    "pause_campaign": "presale:decide",
    "resume_campaign": "presale:decide",
    "decline_offer": "presale:offer",
}
ORG = "org/<str:code>"
urlpatterns = [
    path("presales/<str:code>/register", buyer.register, name="register"),
    path("presales/<str:code>/register/choose", buyer.choose, name="choose"),
    path("presales/<str:code>/register/check", buyer.check, name="check"),
    path("queue", buyer.queue, name="queue"),
    path("queue/<str:ticket>", buyer.ticket, name="ticket"),
    path("offers/<int:offer_id>", buyer.offer, name="offer"),
    path("draws/<int:campaign_id>", public.draw, name="draw"),
    path("draws/<int:campaign_id>/secret", keeper.secret, name="secret"),
    path("draws/<int:campaign_id>/secret/give", keeper.give, name="give_parts"),
    path("draws/<int:campaign_id>/<str:name>", public.draw_file, name="draw_file"),
    path(f"{ORG}/campaigns/new/<str:permit_code>", maker.announce, name="announce"),
    path(f"{ORG}/campaigns/<int:campaign_id>", maker.campaign, name="campaign"),
    path("desk/campaigns", desk.campaigns, name="desk"),
    path("desk/campaigns/<int:campaign_id>", desk.bench, name="bench"),
    path("desk/campaigns/<int:campaign_id>/appoint", desk.appoint, name="appoint"),
    path("desk/campaigns/<int:campaign_id>/ask", desk.ask, name="ask"),
    path("desk/campaigns/<int:campaign_id>/<slug:verb>", desk.decide, name="decide"),
]
