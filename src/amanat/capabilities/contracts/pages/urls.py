"""Pages of contracts: the buyer's, the maker's, and what anybody may check."""

from django.urls import path

from amanat.capabilities.contracts.pages import buyer, papers, seller

app_name = "contracts"
urlpatterns = [
    path("contracts", buyer.listed, name="list"),
    path("contracts/verify", papers.verify, name="verify"),
    path("contracts/verify/<str:code>", papers.verified, name="verified"),
    path("contracts/sign/<int:offer_id>", buyer.sign, name="sign"),
    path("contracts/sign/<int:offer_id>/code", buyer.send_code, name="send_code"),
    *(
        path(
            f"contracts/assignments/<int:assignment_id>/{verb}",
            buyer.of_assignment(verb), name=f"{verb}_mine" if verb.startswith("refuse") else verb,
        )
        for verb in ("accept_assignment", "refuse_assignment", "call_off_assignment")
    ),
    path("contracts/<str:code>.pdf", papers.pdf, name="pdf"),
    path("contracts/<str:code>.json", papers.twin, name="twin"),
    path("contracts/<str:code>", buyer.contract, name="contract"),
    path("contracts/<str:code>/withdraw", buyer.withdraw_contract, name="withdraw_contract"),
    path("contracts/<str:code>/assign", buyer.ask_assignment, name="ask_assignment"),
    path("org/orders", seller.orders, name="orders"),
    *(
        path(
            f"org/orders/assignments/<int:assignment_id>/{verb}",
            seller.of_assignment(verb), name=verb,
        )
        for verb in ("consent_assignment", "refuse_assignment")
    ),
    path("org/orders/<str:code>", seller.order, name="order"),
    *(
        path(f"org/orders/<str:code>/{verb}", seller.of_contract(verb), name=verb)
        for verb in ("repay", "bring_repayment")
    ),
]  # fmt: skip
