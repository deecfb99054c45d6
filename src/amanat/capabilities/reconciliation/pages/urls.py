"""The finance desk's addresses."""

from django.urls import path

from amanat.capabilities.reconciliation.pages import close, ledger, match, payouts, today

app_name = "reconciliation"
ITEM = "desk/finance/items/<int:item_id>"
urlpatterns = [
    path("desk/finance/today", today.today, name="today"),
    path("desk/finance/halt", today.halt, name="halt"),
    path("desk/finance/halt/ask", today.ask_to_restart, name="ask_to_restart"),
    path("desk/finance/halt/restart", today.restart, name="restart"),
    path("desk/finance/halt/keep", today.keep_halted, name="keep_halted"),
    path("desk/finance/match", match.match, name="match"),
    path(ITEM, match.item, name="item"),
    *(path(f"{ITEM}/{verb}", match.page_of(verb), name=verb) for verb in match.WITH_FORM),
    *(
        path(f"{ITEM}/{verb}", match.button(verb), name=verb)
        for verb in ("take", "write_correction", "turn_down_correction")
    ),
    path("desk/finance/payouts", payouts.payouts, name="payouts"),
    path("desk/finance/payouts/<int:batch_id>.xml", payouts.as_pain, name="payouts_pain"),
    path("desk/finance/payouts/<int:batch_id>.csv", payouts.as_csv, name="payouts_csv"),
    path("desk/finance/ledger", ledger.ledger, name="ledger"),
    path("desk/finance/ledger.csv", ledger.as_csv, name="ledger_csv"),
    path("desk/finance/ledger/<str:code>", ledger.account, name="account"),
    path("desk/finance/ledger/<str:code>/statement.csv", ledger.account_csv, name="account_csv"),
    path("desk/finance/close", close.close, name="close_day"),
]
