"""The checks of pages find what they are for: one planted fault each, on a page that is sound."""

from collections.abc import Iterator
from random import Random

import pytest
from playwright.sync_api import Browser, Page

from stories.browser.checks import WEIGHT_LIMIT_BYTES, Depth, faults

RING = ":focus-visible { outline: 3px solid black; }"
LINK = '<a href="#main">پیوند</a>'
PLANTED = {
    "latin digit": "<p>مبلغ 12 تومان</p>",
    "latin word not isolated": "<p>مدل laser است</p>",
    "arabic yeh or kaf": "<p>كالا</p>",
    "percent sign": "<p>۱۲٪</p>",
    "ungrouped number": "<p>۱۱۱۶۰۰۰۰۰۰</p>",
    "amount without unit": '<p class="amount">۱۲</p>',
    "color-contrast": '<p class="pale">کم‌رنگ</p>',
    "image-alt": '<img src="data:,">',
    "not exactly one h1": "<h1>دومی</h1>",
    "wider than 320 px": '<p class="wide">پهن</p>',
    "double size": '<p class="tall">بزرگ</p>',
    "inline style": '<p style="color: black">سبک</p>',
    "inline handler": '<p onclick="void 0">کلیک</p>',
    "blocking script": "<script>void 0</script>",
    "button outside a form": "<button>بفرست</button>",
    "countdown without an absolute time": '<div><p class="clock">۳ روز</p></div>',
    "countdown without what happens": '<div><p class="clock">۳ روز</p></div>',
}
STYLE = ".pale { color: #bbb; } .wide { inline-size: 30rem; } .tall { inline-size: 25rem; }"
PAGE = """<!doctype html><html lang="fa" dir="rtl"><head><title>نمونه</title>
<meta name="viewport" content="width=device-width"><style>{style}</style></head><body>
<a class="skip" href="#main">رفتن به متن</a>
<main id="main"><h1>نمونه</h1>{planted}</main></body></html>"""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def shown(page: Page, planted: str, style: str = "") -> Page:
    page.set_content(PAGE.format(planted=planted, style=STYLE + RING + style))
    return page


def test_a_sound_page_has_no_faults(blank: Page) -> None:
    assert faults(shown(blank, LINK)) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(blank: Page, fault: str) -> None:
    found = faults(shown(blank, PLANTED[fault]), Depth.GLANCE)
    assert any(fault in one for one in found), found


@pytest.mark.parametrize("depth", [Depth.USUAL, Depth.THOROUGH])
def test_a_stop_without_a_ring_is_found(blank: Page, depth: Depth) -> None:
    found = faults(shown(blank, LINK, "a:focus-visible { outline: none; }"), depth)
    assert any("lacks ring" in one for one in found), found


def test_a_heavy_page_is_found(blank: Page) -> None:
    noise = Random(1).randbytes(WEIGHT_LIMIT_BYTES).hex()
    found = faults(shown(blank, f"<!-- {noise} -->"), Depth.GLANCE)
    assert any("weighs" in one for one in found), found
