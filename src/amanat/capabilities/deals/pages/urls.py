"""A deal's addresses: English slugs, one name for each verb."""

from django.urls import path

from amanat.capabilities.deals.pages import (
    agreement,
    delivery,
    draft,
    lists,
    money,
    outcome,
    plain,
    quarrel,
    rating,
    record,
    review,
)
from amanat.capabilities.deals.pages.sentences import PLAIN

app_name = "deals"
ELSEWHERE = {  # Verbs whose button stands on a page with another name.
    "describe": "deals:draft",
    "propose": "deals:check",
    "accept": "deals:terms",
    "replace_offer": "deals:make_offer",
}
urlpatterns = [
    path("inbox", lists.inbox, name="inbox"),
    path("deals", lists.listed, name="list"),
    path("deals/new/<str:role>", draft.begin, name="begin"),
    path("j/<str:token>", agreement.join, name="join"),
    path("deals/review/<str:code>", review.review, name="review"),
    path("deals/review/<str:code>/code", review.send_code, name="review_code"),
    path("deals/review/<str:code>/take_case", review.take_case, name="take_case"),
    path("deals/review/<str:code>/stand_aside", review.stand_aside, name="stand_aside"),
    path("deals/review/<str:code>/rule", review.ruling_of("rule"), name="rule"),
    path("deals/review/<str:code>/rule_again", review.ruling_of("rule_again"), name="rule_again"),
    path("deals/review/<str:code>/note_call", review.note_call, name="note_call"),
    path("deals/review/<str:code>/files/<int:file_id>", review.file, name="review_file"),
    path("deals/<str:code>", record.deal, name="deal"),
    path("deals/<str:code>/draft/<str:step>", draft.draft, name="draft"),
    path("deals/<str:code>/check", draft.check, name="check"),
    path("deals/<str:code>/terms", agreement.terms, name="terms"),
    path("deals/<str:code>/counter", agreement.counter, name="counter"),
    path("deals/<str:code>/pay", money.pay, name="pay"),
    path("deals/<str:code>/ship", delivery.page_of("ship"), name="ship"),
    path("deals/<str:code>/correct", delivery.page_of("correct"), name="correct"),
    path("deals/<str:code>/approve", outcome.approve, name="approve"),
    path("deals/<str:code>/approve/code", outcome.send_code, name="approve_code"),
    path("deals/<str:code>/report", outcome.report, name="report"),
    path("deals/<str:code>/ask_cancel", quarrel.ask_cancel, name="ask_cancel"),
    path("deals/<str:code>/make_offer", quarrel.make_offer, name="make_offer"),
    path("deals/<str:code>/offer_code/<int:offer_id>", quarrel.send_code, name="offer_code"),
    path("deals/<str:code>/accept_offer/<int:offer_id>", quarrel.accept_offer, name="accept_offer"),
    path("deals/<str:code>/refuse_offer/<int:offer_id>", quarrel.refuse_offer, name="refuse_offer"),
    path("deals/<str:code>/give_evidence", quarrel.give_evidence, name="give_evidence"),
    path("deals/<str:code>/extend_evidence", quarrel.extend_evidence, name="extend_evidence"),
    path("deals/<str:code>/appeal", quarrel.appeal, name="appeal"),
    path("deals/<str:code>/rate", rating.rate, name="rate"),
    path("deals/<str:code>/rail", record.rail, name="rail"),
    path("deals/<str:code>/receipt", record.receipt, name="receipt"),
    path("deals/<str:code>/messages", record.message, name="message"),
    path("deals/<str:code>/files/<int:file_id>", record.file, name="file"),
    *(path(f"deals/<str:code>/{verb}", plain.page_of(verb), name=verb) for verb in PLAIN),
]
