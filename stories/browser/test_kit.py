"""The kit shows every component; none of them may carry a fault into the pages."""

import pytest
from playwright.sync_api import Browser

from stories.browser.checks import check_page
from stories.browser.person import Platform

pytestmark = pytest.mark.usefixtures("committed")


@pytest.mark.parametrize("path", ["/kit", "/en/kit", "/en/"])
def test_no_component_has_a_fault(platform: Platform, browser: Browser, path: str) -> None:
    assert check_page(browser, platform.address + path) == []


def test_an_amount_is_said_in_words_while_it_is_typed(platform: Platform, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{platform.address}/kit")
    for typed in ("۱۱۱۶۰۰۰۰۰", "20015", "1000000", "٩٩٩٬٩٩٩٬٩٩٩٬٩٩٩", "12"):
        page.fill("[name=price]", typed)
        while_typing = page.inner_text("[data-echo]")
        page.goto(f"{platform.address}/kit?price={typed}")
        assert while_typing == page.inner_text("[data-echo]"), typed
    page.close()
