"""The first page, the clock and the fault switches."""

from __future__ import annotations

from http import HTTPStatus

from simulators import faults, pages, persian, switches
from simulators.clock import moment
from simulators.faults import WrongSwitch
from simulators.pages import h
from simulators.web import Answer, Request, Route, Unfit, json_answer, see_other
from simulators.world import World

DOORS = (
    ("/mellat", "درگاه به‌پرداخت ملت: سفارش‌ها و پایانه"),
    ("/mellat/pgwchannel/services/pgw?wsdl", "شرح سرویس SOAP (WSDL)"),
    ("/parsian", "درگاه پارسیان: سفارش‌ها و پایانه"),
    ("/zarinpal", "زرین‌پال: سفارش‌ها و پذیرنده"),
    ("/sms", "پیامک‌های رسیده (کاوه‌نگار)"),
    ("/bank", "بانک: حواله‌های پایا و استعلام هویت"),
    ("/registry", "ثبت دامنه: چه کسی دارندهٔ کدام دامنه است"),
    ("/sites", "سایت‌ها: صفحه‌ها و رکوردهای TXT دامنه‌های آزمایشی"),
)


def show(world: World, request: Request) -> Answer:
    """List everything that can be reached, and what is armed."""
    doors = pages.join(
        h('<li><a href="{to}">{words}</a></li>', to=to, words=words) for to, words in DOORS
    )
    body = h(
        "<p>دنیای بیرون در یک برنامه: بانک، درگاه و پیامک، برای تمرین.</p><ul>{doors}</ul>"
        '<div class="card"><h2>ساعت</h2>{clock}</div>'
        "{switches}",
        doors=doors,
        switches=switches.board(world),
        clock=pages.facts(
            (
                ("اکنون در تهران", persian.when(world.clock.now_ms())),
                ("جلوتر از ساعت واقعی (ثانیه)", persian.fa(f"{world.clock.offset_seconds:.0f}")),
            )
        ),
    )
    return pages.page("شبیه‌ساز دنیای بیرون", body)


def show_clock(world: World, request: Request) -> Answer:
    """Give the simulated time and its offset."""
    return json_answer(
        {
            "offset_seconds": world.clock.offset_seconds,
            "now": moment(world.clock.now_ms()).isoformat(),
        }
    )


def set_clock(world: World, request: Request) -> Answer:
    """Set the offset of simulated time to real time."""
    seconds = request.json().get("offset_seconds")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise Unfit(HTTPStatus.BAD_REQUEST, "offset_seconds must be a number")
    try:
        world.clock.set_offset(seconds)
    except ValueError as error:
        raise Unfit(HTTPStatus.BAD_REQUEST, str(error)) from error
    return show_clock(world, request)


def show_faults(world: World, request: Request) -> Answer:
    """Give what is armed, and what can be."""
    return json_answer(
        {
            "armed": [one.as_json() for one in world.faults.armed()],
            "calls": {provider: list(names) for provider, names in faults.CALLS.items()},
            "faults": list(faults.EFFECT_BY_FAULT),
        }
    )


def arm_by_json(world: World, request: Request) -> Answer:
    """Arm one switch."""
    try:
        armed = world.faults.arm(faults.parse(request.json()))
    except WrongSwitch as error:
        return json_answer({"error": "wrong_switch", "detail": str(error)}, 400)
    return json_answer(armed.as_json(), 201)


def arm_by_form(world: World, request: Request) -> Answer:
    """Arm one switch from the form on the first page."""
    fields: dict[str, object] = dict(request.form())
    place, back = str(fields.pop("place", "")), switches.way_back(fields.pop("back", ""))
    fields["provider"], _, fields["call"] = place.partition(".")
    try:
        world.faults.arm(faults.parse(fields))
    except WrongSwitch as error:
        way = h('<p><a href="{back}">بازگشت</a></p>', back=back)
        words = h("<p>{words}</p>{way}", words=pages.ltr(str(error)), way=way)
        return pages.page("این خطا آماده نشد", words, status=400)
    return see_other(back)


def clear(world: World, request: Request) -> Answer:
    """Disarm every switch."""
    world.faults.clear()
    if request.method != "POST":
        return show_faults(world, request)
    return see_other(switches.way_back(request.form().get("back", "")))


def clear_one(world: World, request: Request) -> Answer:
    """Disarm one switch."""
    number = request.args["id"]
    if number.isascii() and number.isdigit() and len(number) < 19:
        world.faults.clear(int(number))
    return see_other(switches.way_back(request.form().get("back", "")))


ROUTES = (
    Route("GET", "/", show),
    Route("GET", "/clock.json", show_clock),
    Route("POST", "/clock.json", set_clock),
    Route("GET", "/faults.json", show_faults),
    Route("POST", "/faults.json", arm_by_json),
    Route("DELETE", "/faults.json", clear),
    Route("POST", "/faults", arm_by_form),
    Route("POST", "/faults/clear", clear),
    Route("POST", "/faults/{id}/clear", clear_one),
)
