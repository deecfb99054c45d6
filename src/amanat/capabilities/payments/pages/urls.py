from django.urls import path

from amanat.capabilities.payments.pages import company, finance, pay, payout

app_name = "payments"
ELSEWHERE = {
    "start": "payments:pay",  # One press does both,
    "redirect": "payments:pay",  # this and that.
    **dict.fromkeys(("halt", "keep_halted", "ask_to_restart", "restart"), "reconciliation:today"),
}
urlpatterns = [
    path("payments/<int:payment_id>/pay", pay.pay, name="pay"),
    path("pay/back/<str:gateway>/<str:public_id>/<str:proof>", pay.back, name="back"),
    path("pay/<str:public_id>/bank", pay.bank, name="bank"),
    path("pay/<str:public_id>", pay.result, name="result"),
    path("money/payouts/<int:pk>", payout.payout, name="payout"),
    path("org/<str:code>/money", company.money, name="company"),
    path("org/<str:code>/money/payouts/<int:pk>", company.payout, name="company_payout"),
    path("finance", finance.desk, name="finance"),
    path("finance/payouts/<int:pk>/approve", finance.approve, name="approve"),
    path("finance/payouts/<int:pk>/countersign", finance.countersign, name="countersign"),
    path("finance/payouts/<int:pk>/turn-down", finance.turn_down, name="turn_down"),
    path("finance/payouts/<int:pk>/queue-again", finance.queue_again, name="queue_again"),
    path("finance/refunds/<int:pk>/paya", finance.refund_by_paya, name="refund_by_paya"),
    path("finance/attempts/<int:pk>/settle", finance.settle_anyway, name="settle_anyway"),
]
