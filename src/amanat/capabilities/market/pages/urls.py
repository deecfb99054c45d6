"""The market: its desk, the seller's own screen, and figures for everybody."""

from django.urls import path

from amanat.capabilities.market.pages import desk, holder, public
from amanat.words.act import Role

app_name = "market"
ELSEWHERE = {
    "propose_stop": "market:seller",
    "ask_to_lift_stop": "market:stop",
}
STOP = "desk/market/stops/<int:stop_id>"
urlpatterns = [
    path("desk/market", desk.market, name="desk"),
    path(STOP, desk.stop, name="stop"),
    *(
        path(f"{STOP}/{verb}", desk.of_stop(verb, Role.SUPERVISOR), name=verb)
        for verb in ("approve_stop", "lift_stop")
    ),
    *(
        path(f"{STOP}/{verb}", desk.of_stop(verb, Role.OFFICER, Role.SUPERVISOR), name=verb)
        for verb in ("turn_down_stop", "keep_stop")
    ),
    path("desk/market/<str:code>", desk.seller, name="seller"),
    path("org/<str:code>/sales", holder.run, name="run"),
    path("presales/figures", public.figures, name="figures"),
    path("presales/figures.csv", public.as_csv, name="figures_csv"),
]
