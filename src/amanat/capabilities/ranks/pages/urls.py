"""The rank for its holder, for everybody, and for the desk."""

from datetime import date

from django.urls import path, register_converter

from amanat.capabilities.ranks.pages import desk, org, public
from amanat.words.act import Role

app_name = "ranks"
ELSEWHERE = {
    "object_to_score": "ranks:rank",
    "propose_answer": "ranks:objection",
    "enter_paper": "ranks:enter",
    "propose_weights": "ranks:weights",
    "close_sales_case": "ranks:sales_case",
}


class Day:
    """A day in an address, as ISO 8601 writes it."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(Day, "day")
PAPER, OBJECTION = "desk/ranks/papers/<int:paper_id>", "desk/ranks/objections/<int:objection_id>"
WEIGHTS = "desk/ranks/weights/<int:weight_set_id>"
urlpatterns = [
    path("org/<str:code>/rank", org.rank, name="rank"),
    path("sellers/<str:code>/rank", public.seller, name="seller"),
    path("sellers/<str:code>/rank/<day:day>", public.day, name="day"),
    path("ranks/formula", public.formula, name="formula"),
    path("desk/ranks", desk.desk, name="desk"),
    path("desk/ranks/papers/new", desk.enter, name="enter"),
    path(PAPER, desk.paper, name="paper"),
    *(
        path(f"{PAPER}/{verb}", desk.page_of(verb, Role.OFFICER, "ranks:desk"), name=verb)
        for verb in ("confirm_paper", "turn_down_paper")
    ),
    path(OBJECTION, desk.objection, name="objection"),
    *(
        path(f"{OBJECTION}/{verb}", desk.page_of(verb, Role.SUPERVISOR, "ranks:desk"), name=verb)
        for verb in ("return_answer", "correct_score", "uphold_score")
    ),
    path("desk/ranks/cases/<int:sales_case_id>", desk.sales_case, name="sales_case"),
    path("desk/ranks/weights", desk.weights, name="weights"),
    path(f"{WEIGHTS}/change_weights", desk.change_weights, name="change_weights"),
    path(
        f"{WEIGHTS}/drop_weights",
        desk.page_of("drop_weights", Role.SUPERVISOR, "ranks:weights"),
        name="drop_weights",
    ),
]
