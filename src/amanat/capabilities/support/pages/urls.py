"""The addresses of help, for customers and for agents."""

from django.urls import path

from amanat.capabilities.support.pages import desk, talk

app_name = "support"
ELSEWHERE = {"write": "support:conversation"}  # The form stands on the conversation's own page.
urlpatterns = [
    path("support", talk.home, name="home"),
    path("support/new", talk.ask, name="open_conversation"),
    path("support/code", talk.code, name="code"),
    path("support/t/<str:token>", talk.by_link, name="by_link"),
    path("support/t/<str:token>/call", talk.call_by_link, name="call_by_link"),
    path("support/<str:code>", talk.conversation, name="conversation"),
    path("support/<str:code>/call", talk.call, name="ask_call"),
    path("desk/support", desk.desk, name="desk"),
    path("desk/support/canned", desk.canned, name="canned"),
    path("desk/support/canned/<int:canned_id>", desk.change_canned, name="change_canned"),
    path("desk/support/canned/<int:canned_id>/drop", desk.drop_canned, name="drop_canned"),
    path("desk/support/<str:code>", desk.look, name="look"),
    path("desk/support/<str:code>/take", desk.take_up, name="take_up"),
    path("desk/support/<str:code>/answer", desk.reply, name="answer"),
    path("desk/support/<str:code>/hand-on", desk.hand_on, name="hand_on"),
    path("desk/support/<str:code>/resend", desk.resend, name="resend"),
    path("desk/support/<str:code>/solve", desk.solve, name="solve"),
    path("desk/support/<str:code>/dispute", desk.dispute, name="dispute_for"),
    path(
        "desk/support/<str:code>/dispute/<str:deal_code>/code",
        desk.dispute_code,
        name="dispute_code",
    ),
]
