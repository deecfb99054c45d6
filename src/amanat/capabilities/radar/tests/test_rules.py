"""Pages are read in bounded time, pictures compared, words found, and signs weighed."""

import time
from fractions import Fraction
from io import BytesIO

import pytest
from PIL import Image

from amanat.capabilities.radar.rules import marks, phrases, pictures, scoring
from amanat.capabilities.radar.rules.reading import Reading, read
from amanat.capabilities.radar.rules.scoring import (
    Claimed,
    Register,
    Score,
    Seen,
    forged,
    goes_to_a_person,
    together,
    trading,
)
from amanat.capabilities.radar.rules.still import still
from amanat.words.text import Text
from simulators.shops import pictures as drawn

OURS = frozenset({"register.test"})
SIZE = 128 * 1024
MOST_SECONDS = 3  # Of this thread alone, whatever else the machine does; a tenth is usual.


def page(body: str, url: str = "https://shop.test/") -> Reading:
    return read(body.encode(), url=url, registers=OURS)


#  Pictures --------------------------------------------------------------------------------------


def far(content: bytes) -> int:
    found = pictures.print_of(content)
    return scoring.FAR if found is None else pictures.nearest(found, marks.PRINTS)


def weight(content: bytes) -> int:
    near = far(content)
    return next((one for most, one in scoring.DISTANCES if near <= most), 0)


SEAL = drawn.seal()
FAKES = {
    "as it is": drawn.png(SEAL),
    "in other colours": drawn.recoloured(),
    "as its negative": drawn.turned_round(),
    "on a banner": drawn.on_a_banner(),
    **{f"JPEG of quality {one}": drawn.jpeg(SEAL, one) for one in (20, 40, 60, 90)},
    **{f"at {one} percent": drawn.resized(one) for one in (20, 33, 50, 80, 150, 300)},
    **{f"{one} percent cut off": drawn.cropped(one) for one in (1, 3, 5, 8, 10)},
}


@pytest.mark.parametrize("content", FAKES.values(), ids=FAKES)
def test_the_seal_is_known_again_however_it_was_changed(content: bytes) -> None:
    assert weight(content) == scoring.DISTANCES[0][1] > 8_000


def test_of_two_hundred_strangers_and_badges_none_is_taken_for_the_seal() -> None:
    others = [make(number) for number in range(100) for make in (drawn.stranger, drawn.emblem)]
    wrong = [number for number, content in enumerate(others) if weight(content)]
    assert wrong == []


def test_the_prints_in_the_rules_are_those_of_the_seal_s_picture() -> None:
    assert pictures.prints_of_mark(drawn.png(SEAL)) == marks.PRINTS


def test_what_is_no_picture_or_a_flood_of_pixels_has_no_print() -> None:
    flood = BytesIO()
    Image.new("1", (5_000, 300)).save(flood, "PNG")
    even = drawn.png(Image.new("RGB", (80, 80), "white"))
    tiny = drawn.png(Image.new("RGB", (8, 8)))
    torn = drawn.png(SEAL)[:300]
    for content in (flood.getvalue(), even, tiny, torn, b"", b"<svg/>", b"GIF89a"):
        assert pictures.print_of(content) is None


#  Pages -----------------------------------------------------------------------------------------

BOMBS = (
    "<!--", "<![CDATA[", "<a ", "<!", "</", '<a "', "&#", "<script>", '<a b="', "</a ", "<a='",
    '<a ""', "<style>", "<svg>", "<", "<form><input name=a>", '<img alt="x" src=y>',
    "x" * 900 + "<a ",
)  # fmt: skip


def test_no_page_takes_long_whatever_is_in_it() -> None:
    for bomb in BOMBS:
        began = time.thread_time()
        page((bomb * (SIZE // len(bomb)))[:SIZE])
        assert time.thread_time() - began < MOST_SECONDS, bomb


def test_links_to_our_register_are_claims_and_others_lead_elsewhere() -> None:
    found = page(
        '<a href="https://register.test/en/v/S-1111-2222-3333"><img src=a.png></a>'
        '<a href="https://register.test/?id=77&Code=abc">x</a>'
        '<a href="/enamad.html"><img src="/logo.png" alt="اي‌نماد"></a>'
        "<p>S-0AAA-0BBB-0CCC</p>"
    )
    assert found.claimed == ("S-1111-2222-3333", "77", "abc", "S-0AAA-0BBB-0CCC")
    assert found.elsewhere == ("https://shop.test/enamad.html",)
    assert next(one.src for one in found.pictures) == "https://shop.test/logo.png", "Named first."


def test_baskets_payments_gateways_adverts_and_numbers_are_seen() -> None:
    found = page(
        '<form action="/cart/add"><input type=hidden name=product_id value=7></form>'
        '<form action="https://bpm.shaparak.ir/pay"><input name=RefId><input name=amount></form>'
        '<a href="/checkout">ادامه</a><a href="tel:+98 912 000 0003">تماس</a>'
    )
    assert found.has_basket and found.asks_payment
    assert found.gateways == ("bpm.shaparak.ir",)
    assert found.steps == ("https://shop.test/checkout", "https://shop.test/cart/add")
    assert (found.offers, found.phones) == (frozenset({"7"}), ("09120000003",))
    assert not page("<p>سبد خرید چیست؟</p>").has_basket


def test_what_is_hidden_in_comments_and_scripts_is_not_what_a_page_shows() -> None:
    found = page("<!-- دارای نماد اعتماد --><script>'<img alt=enamad src=x>'</script>")
    assert (found.mentions, found.pictures, found.claims) == (0, (), ())


def test_a_photographed_page_asks_nobody_and_runs_nothing() -> None:
    text = (
        '<base href="//evil"><link rel=stylesheet href=//x><iframe src=//x></iframe>'
        '<script>fetch("//x")</script><img src="a.png" onerror="x()"><img src="//other/b.png">'
        '<meta http-equiv=refresh content="0;url=//x"><p onclick=x() style="color:red">سلام</p>'
    )
    made = still(
        text, url="https://s.test/", pictures={"https://s.test/a.png": ("image/png", b"1")}
    )
    body = made.partition(">")[2].partition(">")[2].partition(">")[2]
    assert 'src="data:image/png;base64,MQ=="' in body and "سلام" in body and "color:red" in body
    for bad in ("script", "fetch", "onerror", "onclick", "iframe", "base href", "refresh", "//"):
        assert bad not in body, bad


#  Words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "این فروشگاه دارای نماد اعتماد الکترونیکی است",
        "اين فروشگاه دارای نماد\u200cاعتماد الکترونیکی است".replace("ی", "\u064a"),
        "ما نمـاد اعتمـاد گرفته‌ایم و معتبر است",
        "دارندهٔ نمادِ اعتماد",
        "کد اینماد: ۱۲۳",
        "Holder of the Trust Seal",
        "certified by eNAMAD",
        "verified with \u0435namad",  # Its first letter is Cyrillic.
    ],
)
def test_a_claim_is_found_however_it_is_written(text: str) -> None:
    assert phrases.claims(text) and phrases.mentions(text)


@pytest.mark.parametrize(
    "text",
    [
        "نماد اعتماد الکترونیکی چیست؟",
        "بسیاری از سایت‌ها فاقد نماد اعتماد هستند",
        "این سایت نماد اعتماد ندارد",
        "how to check a trust seal",
        "نماد شهر ما برج است و به آن اعتماد داریم",
        "",
    ],
)
def test_a_question_a_denial_or_other_words_are_no_claim(text: str) -> None:
    assert phrases.claims(text) == []


#  Weighing --------------------------------------------------------------------------------------

CLAIMING = Seen(Reading("", claims=("x",), has_basket=True))
NEAR = Seen(Reading(""), distance=0)
PLAIN = Seen(Reading("", has_basket=True))
OPEN = Seen(Reading("", has_basket=True), reaches_payment=True)


def of(state: str, *claimed: Claimed) -> Register:
    return Register("shop.test", state, claimed)


def borrowed(state: str, *domains: str) -> Seen:
    return Seen(Reading("", claimed=("S-1",)))


@pytest.mark.parametrize(
    ("seen", "register", "goes"),
    [
        (NEAR, of(""), True),
        (NEAR, of("revoked"), True),
        (NEAR, of("expired"), True),
        (NEAR, of("granted"), False),
        (NEAR, of("converting"), False),
        (NEAR, of("suspended"), False),  # That is the other watch's.
        (CLAIMING, of(""), True),
        (Seen(Reading("", claims=("x",))), of(""), False),  # Sells nothing: an article.
        (PLAIN, of(""), False),
        (Seen(Reading("", mentions=3, has_basket=True)), of(""), False),
        (Seen(Reading("", claimed=("S-1",))),
         of("", Claimed("S-1", frozenset({"other.test"}), "granted")), True),
        (Seen(Reading("", claimed=("S-1",))), of("", Claimed("S-1", frozenset(), "")), True),
        (Seen(Reading("", claimed=("S-1",))),
         of("granted", Claimed("S-1", frozenset({"shop.test"}), "granted")), False),
    ],
)  # fmt: skip
def test_forged_is_what_shows_a_seal_and_has_none_in_force(
    seen: Seen, register: Register, goes: bool
) -> None:
    assert goes_to_a_person(forged([seen], register), 8_000) is goes


def test_another_page_for_another_network_weighs() -> None:
    both = forged([NEAR, PLAIN], of(""))
    assert [one.name for one in both.parts] == ["picture", "shop", "two_faces"]
    assert both.basis_points > forged([NEAR], of("")).basis_points


@pytest.mark.parametrize(
    ("seen", "state", "goes"),
    [
        (OPEN, "suspended", True),
        (OPEN, "granted", False),
        (OPEN, "", False),
        (PLAIN, "suspended", False),
        (Seen(Reading(""), reaches_payment=True, has_answering_gateway=True), "suspended", False),
        (Seen(Reading(""), reaches_payment=True, new_offers=frozenset({"7"})), "suspended", True),
        (Seen(Reading("")), "suspended", False),
    ],
)
def test_trade_is_a_basket_up_to_payment_a_living_gateway_or_new_adverts(
    seen: Seen, state: str, goes: bool
) -> None:
    assert goes_to_a_person(trading([seen], of(state)), 8_000) is goes


def test_the_threshold_itself_goes_to_nobody() -> None:
    assert not goes_to_a_person(Score(scoring.FORGED, 8_000), 8_000)
    assert goes_to_a_person(Score(scoring.FORGED, 8_001), 8_000)


@pytest.mark.parametrize("weights", [(), (8_500,), (7_000, 4_000), (8_500, 4_000, 2_500, 3_000)])
def test_signs_together_weigh_in_whole_points_rounded_down(weights: tuple[int, ...]) -> None:
    left = Fraction(1)
    for one in weights:
        left *= 1 - Fraction(one, 10_000)
    exact = (1 - left) * 10_000
    assert exact - max(len(weights), 1) < together(weights) <= exact


def test_gone_is_gone_for_every_network() -> None:
    assert scoring.is_gone([PLAIN, PLAIN], of(""), scoring.FORGED)
    assert not scoring.is_gone([PLAIN, NEAR], of(""), scoring.FORGED)
    assert not scoring.is_gone([], of(""), scoring.FORGED), "Nothing seen is no proof."
    assert not scoring.is_gone([OPEN], of("suspended"), scoring.TRADING)
    assert scoring.is_gone([OPEN], of("granted"), scoring.TRADING)


def test_every_sign_has_a_sentence_and_a_weight() -> None:
    assert set(scoring.WEIGHTS) | {"picture"} == set(scoring.REASONS)
    assert all(isinstance(one, Text) for one in scoring.REASONS.values())
