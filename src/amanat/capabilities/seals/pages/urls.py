"""The holder's page under /org, the desk of seals, and the public figure of waiting times."""

from django.urls import path

from amanat.capabilities.seals.pages import desk, holder

app_name = "seals"
ELSEWHERE = {
    "apply_for_seal": "seals:new",
    "change_application": "seals:seal",
    "grant_seal": "seals:bench",
    "refuse_seal": "seals:bench",
    "convert_up": "seals:bench",
    "suspend_seal": "seals:bench",
    "lift_suspension": "seals:bench",
    "revoke_seal": "seals:bench",
    "restore_seal": "seals:bench",
    "announce_decision": "seals:bench",
    "pass_check": "seals:check",
    "fail_check": "seals:check",
    "propose_decision": "seals:propose",
    "write_letter": "seals:letter",
}
SEAL = "org/<str:code>/seal/<str:seal_code>"
urlpatterns = [
    path("org/<str:code>/seal", holder.home, name="home"),
    path("org/<str:code>/seal/new", holder.new, name="new"),
    path(SEAL, holder.seal, name="seal"),
    path(f"{SEAL}/code", holder.send_code, name="send_code"),
    path(f"{SEAL}/letters/<int:letter_id>", holder.answer_letter, name="answer_letter"),
    path(f"{SEAL}/<slug:verb>", holder.verb, name="verb"),
    path("seals/waiting", desk.waiting, name="waiting"),
    path("desk/seals", desk.queue, name="queue"),
    path("desk/seals/checks/<int:check_id>", desk.check, name="check"),
    path("desk/seals/decisions/<int:decision_id>/<slug:verb>", desk.decision, name="decision"),
    path("desk/seals/appeals/<int:appeal_id>/<slug:verb>", desk.appeal, name="appeal"),
    path("desk/seals/<str:code>", desk.bench, name="bench"),
    path("desk/seals/<str:code>/propose", desk.propose, name="propose"),
    path("desk/seals/<str:code>/letter", desk.letter, name="letter"),
]
