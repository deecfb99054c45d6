from django.urls import path

from amanat.capabilities.people.pages import door, keys, me

app_name = "people"
ELSEWHERE = {"add_bank_account": "people:iban"}  # The verb's form stands on this page.
urlpatterns = [
    path("sign-in", door.sign_in, name="sign_in"),
    path("sign-in/code", door.code, name="code"),
    path("sign-in/again", door.code_again, name="code_again"),
    path("welcome", door.welcome, name="welcome"),
    path("sign-out", door.sign_out, name="sign_out"),
    path("sign-out/everywhere", door.sign_out_everywhere, name="sign_out_everywhere"),
    path("me", me.me, name="me"),
    path("me/name", me.name, name="name"),
    path("me/place", me.place, name="place"),
    path("me/identity", me.identity, name="identity"),
    path("me/keys", keys.keys, name="keys"),
    path("me/keys/<int:api_key_id>/revoke", keys.revoke, name="revoke_key"),
    path("me/iban", me.iban, name="iban"),
    path("me/iban/<int:bank_account_id>/withdraw", me.withdraw, name="withdraw"),
]
