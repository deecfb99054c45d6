"""Pages of permits: the applicant's under /org, the desk's, and what anybody may see."""

from django.urls import path

from amanat.capabilities.permits.pages import desk, org, papers, public

app_name = "permits"
ELSEWHERE = {
    "draft_permit": "permits:draft",
    "change_permit": "permits:task",
    "request_permit": "permits:task",
    "ask_permit_change": "permits:of_holder",
    "drop_permit": "permits:of_holder",
    "end_permit": "permits:of_holder",
    "take_back_permit_change": "permits:of_holder",
    **dict.fromkeys(desk.VERBS, "permits:of_desk"),
    **dict.fromkeys(desk.CHANGES, "permits:of_change"),
}
PERMIT = "org/<str:code>/permits/<str:permit_code>"
urlpatterns = [
    path("org/permits", org.mine, name="mine"),
    path("org/<str:code>/permits", org.permits_of, name="of_business"),
    path("org/<str:code>/permits/new", org.draft, name="draft"),
    path(PERMIT, org.permit, name="permit"),
    path(f"{PERMIT}/new/<slug:task>", org.task, name="task"),
    path(f"{PERMIT}/certificate", papers.mine, name="certificate"),
    path(f"{PERMIT}/code", org.send_code, name="send_code"),
    path(f"{PERMIT}/<slug:verb>", org.verb, name="of_holder"),
    path("desk/permits", desk.queue, name="queue"),
    path("desk/permits/changes/<int:change_id>/<slug:verb>", desk.change, name="of_change"),
    path("desk/permits/<str:code>/certificate", papers.of_desk, name="certificate_of_desk"),
    path("desk/permits/<str:code>", desk.bench, name="bench"),
    path("desk/permits/<str:code>/<slug:verb>", desk.verb, name="of_desk"),
    path("presales", public.presales, name="presales"),
    path("presales/advert", public.advert, name="advert"),
    path("presales/<str:code>", public.presale, name="presale"),
]
