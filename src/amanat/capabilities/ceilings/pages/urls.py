"""Pages of ceilings: the business's own, the desk's, and what anybody may see."""

from django.urls import path

from amanat.capabilities.ceilings.pages import desk, org, public
from amanat.words.act import Role

app_name = "ceilings"
#  Reserving and freeing belong to whoever sells: their pages and the API call these verbs.
ELSEWHERE = {
    "refuse_input": "ceilings:input",
    "propose_change": "ceilings:business",
    "reserve": "ceilings:ceiling",
    "release": "ceilings:ceiling",
}
urlpatterns = [
    path("org/<str:code>/ceiling", org.ceiling, name="ceiling"),
    path("org/<str:code>/ceiling/declare", org.declare, name="declare"),
    path("org/<str:code>/ceiling/top-up", org.top_up, name="top_up"),
    path("org/ceiling/inputs/<int:input_id>/take-back", org.take_back_input,
         name="take_back_input"),
    path("desk/ceilings", desk.ceilings, name="ceilings"),
    path("desk/ceilings/inputs/<int:input_id>", desk.declared, name="input"),
    *(
        path(f"desk/ceilings/inputs/<int:input_id>/{verb}", desk.of_input(verb), name=verb)
        for verb in ("verify_input", "confirm_input")
    ),
    path("desk/ceilings/changes/<int:change_id>/approve_change",
         desk.of_change("approve_change", Role.SUPERVISOR), name="approve_change"),
    path("desk/ceilings/changes/<int:change_id>/turn_down_change",
         desk.of_change("turn_down_change", Role.OFFICER, Role.SUPERVISOR),
         name="turn_down_change"),
    path("desk/ceilings/<str:code>", desk.business, name="business"),
    path("desk/ceilings/<str:code>/keep_frozen",
         desk.of_ceiling("keep_frozen", Role.COMMITTEE, Role.OFFICER), name="keep_frozen"),
    path("desk/ceilings/<str:code>/unfreeze",
         desk.of_ceiling("unfreeze", Role.COMMITTEE), name="unfreeze"),
    path("ceilings/<str:code>", public.public, name="public"),
    path("receipts/compare", public.compare, name="compare"),
    path("receipts/<str:code>.json", public.receipt_json, name="receipt_json"),
    path("receipts/<str:code>", public.receipt, name="receipt"),
]  # fmt: skip
