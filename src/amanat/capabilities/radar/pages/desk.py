"""The desk of the radar: what waits, by deadline; a case with its evidence side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from amanat.capabilities.people import queries as people
from amanat.capabilities.radar import actions as radar
from amanat.capabilities.radar import queries
from amanat.capabilities.radar.models import Sighting
from amanat.capabilities.radar.pages.figures import chart_of, figure_rows, states_chart
from amanat.capabilities.radar.pages.forms import DecisionForm, ListForm
from amanat.capabilities.radar.pages.told import told
from amanat.capabilities.radar.rules.limits import CHANNELS
from amanat.capabilities.radar.rules.scoring import KINDS, REASONS
from amanat.capabilities.radar.states import SIGHTING
from amanat.face.files import as_data
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.act import Role
from amanat.words.text import Text

TONES = {
    "suspected": "due", "overdue": "dispute", "cleared": "released", "closed": "neutral",
    "false_alarm": "neutral", "objection": "due", "with_committee": "due",
}  # fmt: skip
STANDING_TONE = "dispute"
WHY_NO_SHOT = {
    "missing": Text("مرورگر روی این سرور نیست", "there is no browser on this server"),
    "slow": Text("مرورگر دیر کرد", "the browser was too slow"),
    "broken": Text("تصویر ساخته نشد", "the picture could not be made"),
    "inside": Text("به شبکهٔ درونی راه می‌برد", "it leads to an inside network"),
    "too_large": Text("صفحه پایان ندارد", "the page has no end"),
    "no_page": Text("صفحه‌ای نبود", "there was no page"),
}
NOT_FETCHED = Text("صفحه به دست نیامد", "the page could not be fetched")


@never_cache
@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, the nearest deadline first; the figures; and the form that takes a list."""
    act = act_of(request, Role.OFFICER)
    queries.check_staff(act.by)
    form = ListForm(sent(request))

    def show() -> HttpResponse:
        found = queries.figures(act.at)
        shown = {
            "cases": [(one, KINDS[one.kind], *label_of(one)) for one in queries.queue()],
            "figures": figure_rows(found, act.at),
            "chart": chart_of(found, act.at),
            "states_chart": states_chart(found),
            "found": found,
            "form": form,
            "at": act.at,
        }
        return render(request, "radar/desk.html", shown)

    return answer(
        request,
        form,
        lambda data: radar.watch_list(act, addresses=data["addresses"]),
        then=reverse("radar:desk"),
        otherwise=show,
    )


def label_of(one: Sighting) -> tuple[Text, str]:
    """The state in words, and its tone."""
    return SIGHTING.states[one.state], TONES.get(one.state, STANDING_TONE)


@never_cache
@signed_in
def sighting(request: HttpRequest, sighting_id: int) -> HttpResponse:
    """One case: what each network saw, the register's answer, the score explained, the verbs."""
    act = act_of(request, Role.OFFICER)
    roles = queries.check_staff(act.by)
    found = queries.sighting(sighting_id)
    verbs = queries.open_verbs(found, roles)
    form = DecisionForm({name: SIGHTING.verbs[name] for name in verbs}, sent(request))

    def decide(data: dict[str, Any]) -> Any:
        name = data["verb"]
        do = getattr(radar, name)
        return do(act.wearing(verbs[name]), sighting_id=found.pk, words=data["words"])

    return answer(
        request,
        form,
        decide,
        then=reverse("radar:sighting", args=[found.pk]),
        otherwise=lambda: render(request, "radar/sighting.html", {
            **_shown(found), "form": form, "verbs": verbs, "at": act.at,
            "is_tied": queries.is_tied(act.person, found),
        }),
    )  # fmt: skip


def _shown(found: Sighting) -> dict[str, Any]:
    looks = queries.observations(found.pk)
    decisions = queries.decisions(found.pk)
    names = people.names({one.by_id for one in decisions})
    label, tone = label_of(found)
    timer = SIGHTING.timers.get(found.state)
    return {
        "sighting": found,
        "kind": KINDS[found.kind],
        "label": label,
        "tone": tone,
        "says": timer.says if timer else None,
        "parts": [
            (REASONS[name].fill(n=number), weight // 100) for name, weight, number in found.parts
        ],
        "percent": found.score // 100,
        "threshold": found.threshold // 100,
        "shots": queries.screenshots(found.pk),
        "looks": [(one, why_not(one.no_screenshot or one.why_not)) for one in looks],
        "no_camera": why_not(found.no_camera),
        "notices": [(one, CHANNELS[one.channel]) for one in queries.notices(found.pk)],
        "orders": queries.orders(found.pk),
        "reports": queries.reports(found.pk),
        "decisions": [
            (one, SIGHTING.verbs[one.verb], names.get(one.by_id, "")) for one in decisions
        ],
        "facts": [(one, told(one.name)) for one in queries.facts(found)],
    }


def why_not(word: str) -> Text | None:
    """Why there is no picture, in words; nothing when there is one."""
    return WHY_NO_SHOT.get(word, NOT_FETCHED) if word else None


@never_cache
@signed_in
def shot(request: HttpRequest, sighting_id: int, observation_id: int) -> HttpResponse:
    """A screenshot, for the desk; that it was opened stands in the log."""
    act = act_of(request, Role.OFFICER)
    content = radar.open_screenshot(act, sighting_id=sighting_id, observation_id=observation_id)
    return as_data(content, name=f"{observation_id}.png", media_type="image/png")
