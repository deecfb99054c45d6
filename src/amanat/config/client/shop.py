"""A small shop on a gateway library written elsewhere. It runs in the drill's own environment.

It is a program, not a module of the house: nothing here imports the platform, and the library is
used as its own README shows it. One line of JSON for each payment: which, and how the library
calls its end.
"""

import json
import re
import sys
from html import unescape
from importlib import import_module
from urllib.parse import urljoin, urlsplit

import django
import requests  # type: ignore[import-untyped,unused-ignore]  # of the drill's environment
from django.conf import settings
from django.core.management import call_command
from django.test import Client, RequestFactory

CARD = "6219861034529007"
FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
FORM = re.compile(r'<form method="post" action="([^"]*)"')
WAY = re.compile(r'<a href="([^"]*Authority=[^"]*)"')
WAIT_SECONDS = 30
PLAYS = (("MELLAT", "pay"), ("MELLAT", "cancel"), ("ZARINPAL", "pay"), ("ZARINPAL", "cancel"))
PAGES = {"MELLAT": "pay.mellat", "ZARINPAL": "/pg/pay"}
RIAL = 1_230_000


def set_up() -> None:
    """A Django project with the library in it, configured by its documented settings."""
    settings.configure(
        SECRET_KEY="of-a-drill",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="shop_urls",
        INSTALLED_APPS=["django.contrib.contenttypes", "azbankgateways"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        SECURE_REFERRER_POLICY="strict-origin-when-cross-origin",
        AZ_IRANIAN_BANK_GATEWAYS={
            "GATEWAYS": {
                "MELLAT": {"TERMINAL_CODE": "1234567", "USERNAME": "amanat", "PASSWORD": "amanat"},
                "ZARINPAL": {
                    "MERCHANT_CODE": "00000000-0000-4000-8000-00000000a11a",
                    "SANDBOX": 0,
                },
            },
            "DEFAULT": "MELLAT",
            "CURRENCY": "IRR",
            "BANK_TIMEOUT": WAIT_SECONDS,
        },
    )
    django.setup()
    call_command("migrate", verbosity=0)


def play(name: str, choice: str) -> str:
    """One payment, from the library's `ready()` to its callback; how the library calls its end."""
    library = import_module("azbankgateways.bankfactories"), import_module("azbankgateways.models")
    bank = library[0].BankFactory().create(name)
    bank.set_request(RequestFactory().get("/buy", headers={"host": "localhost"}))
    bank.set_amount(RIAL)
    bank.set_client_callback_url("/done")
    record = bank.ready()
    way = bank.get_gateway()
    shown = requests.get(
        way["url"], params=way["params"], timeout=WAIT_SECONDS,
        headers={"Referer": "http://localhost/"},
    )  # fmt: skip
    shown.raise_for_status()
    pressed = requests.post(
        urljoin(way["url"], PAGES[name]), timeout=WAIT_SECONDS,
        data={**dict(FIELD.findall(shown.text)), "card": CARD, "choice": choice},
    ).text  # fmt: skip
    come_back(pressed)
    return str(library[1].Bank.objects.get(pk=record.pk).status)


def come_back(page: str) -> None:
    """What the payer's browser does with the bank's last page."""
    browser = Client(raise_request_exception=False)
    link, form = WAY.search(page), FORM.search(page)
    if link is not None:
        parts = urlsplit(unescape(link[1]))
        browser.get(f"{parts.path}?{parts.query}")
    elif form is not None:
        parts = urlsplit(unescape(form[1]))
        fields = {name: unescape(value) for name, value in FIELD.findall(page)}
        browser.post(f"{parts.path}?{parts.query}", fields)
    else:
        raise AssertionError("The bank's last page leads nowhere.")


def main() -> int:
    set_up()
    for name, choice in PLAYS:
        told = {"gateway": name, "choice": choice, "status": play(name, choice)}
        sys.stdout.write(json.dumps(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
