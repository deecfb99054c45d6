"""Pages of deliveries: the business's own, the buyer's, and what anybody may see."""

from django.urls import path

from amanat.capabilities.deliveries.pages import buyer, org, public, sheets

app_name = "deliveries"
urlpatterns = [
    path("org/<str:code>/deliveries", org.deliveries, name="deliveries"),
    path("org/<str:code>/deliveries/upload", sheets.upload_sheet, name="upload_sheet"),
    path("org/<str:code>/deliveries/<str:work>.csv", sheets.ready_rows, name="ready_rows"),
    path("org/deliveries/sheets/<int:sheet_id>", sheets.sheet, name="sheet"),
    path("org/deliveries/sheets/<int:sheet_id>.csv", sheets.receipts, name="receipts"),
    path("org/deliveries/sheets/<int:sheet_id>/rows/<int:row>", sheets.mend_row,
         name="mend_row"),
    path("org/deliveries/sheets/<int:sheet_id>/confirm", sheets.confirm_sheet,
         name="confirm_sheet"),
    path("org/deliveries/sheets/<int:sheet_id>/take-back", sheets.take_sheet_back,
         name="take_sheet_back"),
    path("org/deliveries/<int:delivery_id>", org.delivery, name="delivery"),
    path("org/deliveries/<int:delivery_id>/call", org.call_buyer, name="call_buyer"),
    path("org/deliveries/<int:delivery_id>/take-call-back", org.take_call_back,
         name="take_call_back"),
    path("org/deliveries/<int:delivery_id>/hand-over", org.hand_to_buyer, name="hand_to_buyer"),
    path("org/deliveries/<int:delivery_id>/compensation", org.pay_compensation,
         name="pay_compensation"),
    path("org/deliveries/<int:delivery_id>/answer", org.answer_delay, name="answer_delay"),
    path("deliveries", buyer.mine, name="mine"),
    path("deliveries/<str:code>", buyer.delivery, name="mine_one"),
    path("deliveries/<str:code>/accept", buyer.accept_delivery, name="accept_delivery"),
    path("deliveries/<str:code>/code", buyer.renew_hand_code, name="renew_hand_code"),
    path("deliveries/<str:code>/complain", buyer.complain_of_delay, name="complain_of_delay"),
    path("permits/<str:code>/deliveries", public.programme, name="programme"),
]  # fmt: skip
