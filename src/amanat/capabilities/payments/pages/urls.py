from django.urls import path

from amanat.capabilities.payments.pages import pay

app_name = "payments"
ELSEWHERE = {"start": "payments:pay", "redirect": "payments:bank"}  # By another name.
urlpatterns = [
    path("payments/<int:payment_id>/pay", pay.pay, name="pay"),
    path("pay/back/<str:gateway>/<str:public_id>/<str:proof>", pay.back, name="back"),
    path("pay/<str:public_id>/bank", pay.bank, name="bank"),
    path("pay/<str:public_id>", pay.result, name="result"),
]
