"""The fault switches as every page shows them: what is armed, and a form to arm more."""

from __future__ import annotations

from simulators import faults, pages, persian
from simulators.faults import Fault
from simulators.pages import Html, h
from simulators.world import World


def board(world: World, provider: str | None = None, back: str = "/") -> Html:
    """Show the switches of one provider, or of all; pressing one leads `back` to this page."""
    armed = [
        one
        for one in world.faults.armed()
        if provider is None or one.provider in (provider, faults.ANY)
    ]
    return h(
        "<h2>خطاهای آماده</h2>{armed}<h2>آماده کردن خطا</h2>{form}",
        armed=_armed(armed, back),
        form=_form(provider, back),
    )


def way_back(path: object) -> str:
    """Give the page of ours that a form came from; the first page for anything else."""
    return next((ours for ours, _ in pages.LINKS if ours == path), "/")


def _kinds(provider: str | None) -> list[str]:
    """List the faults that this provider can have."""
    others = provider not in (None, *faults.GATEWAYS)
    hidden: frozenset[str] = frozenset()
    if others:
        hidden |= faults.GATEWAY_FAULTS | faults.CALLBACK_FAULTS
    if provider not in (None, "kavenegar"):
        hidden |= faults.DELIVERY_FAULTS
    return [kind for kind in faults.EFFECT_BY_FAULT if kind not in hidden]


def _button(path: str, words: str, back: str) -> Html:
    return h(
        '<form method="post" action="{path}">{back}<button>{words}</button></form>',
        path=path,
        back=pages.hidden({"back": back}),
        words=words,
    )


def _armed(armed: list[Fault], back: str) -> Html:
    if not armed:
        return h("<p>هیچ خطایی آماده نیست؛ همه چیز درست کار می‌کند.</p>")
    rows = [
        (
            pages.ltr(f"{one.provider}.{one.call}"),
            pages.ltr(one.fault),
            pages.ltr(one.value),
            "همیشه" if one.count is None else persian.fa(one.count),
            persian.fa(f"{one.seconds:g}"),
            _button(f"/faults/{one.id}/clear", "برداشتن", back),
        )
        for one in armed
    ]
    heads = ("کجا", "خطا", "مقدار", "چند بار", "ثانیه", "کار")
    everything = _button("/faults/clear", "برداشتن همه", back)
    return h(
        "{rows}{everything}", rows=pages.table("خطاهای آماده", heads, rows), everything=everything
    )


def _form(provider: str | None, back: str) -> Html:
    calls = [
        f"{name}.{call}"
        for name, names in faults.CALLS.items()
        for call in (*names, faults.ANY)
        if provider in (None, name)
    ]

    def options(values: list[str]) -> Html:
        return pages.join(h("<option>{value}</option>", value=value) for value in values)

    return h(
        '<form class="card" method="post" action="/faults">{back}<div class="two">'
        '<div><label for="place">کجا</label><select id="place" name="place" dir="ltr">{calls}'
        '</select></div><div><label for="fault">خطا</label>'
        '<select id="fault" name="fault" dir="ltr">{kinds}</select></div>'
        '<div><label for="value">مقدار (برای code)</label>'
        '<input id="value" name="value" dir="ltr" autocomplete="off"></div>'
        '<div><label for="count">چند بار (خالی: همیشه)</label>'
        '<input id="count" name="count" dir="ltr" inputmode="numeric" value="1"></div>'
        '<div><label for="seconds">ثانیه (خالی: پیش‌فرض)</label>'
        '<input id="seconds" name="seconds" dir="ltr" inputmode="decimal"></div></div>'
        '<button class="main">آماده کن</button></form>',
        back=pages.hidden({"back": back}),
        calls=options(calls),
        kinds=options(_kinds(provider)),
    )
