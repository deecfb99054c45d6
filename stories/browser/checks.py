"""What every page must pass, measured on the page as it stands in a real browser.

Each check answers with sentences about what is wrong; a clean page answers with none.
"""

from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import Any

import axe_playwright_python
import brotli
from playwright.sync_api import Browser, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WIDE, PHONE, SMALL = (1280, 900), (390, 844), (320, 800)  # The last: 1280 px at 400 % zoom.
WEIGHT_LIMIT_BYTES = 120 * 1024
TAGS = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


class Depth(IntEnum):
    """How closely a page is looked at: the other language of a page seen already; a page of a
    story; a page that shows every component, where each theme meets each width."""

    GLANCE = 0
    USUAL = 1
    THOROUGH = 2


#  Each size once, with all that is looked at there: what costs is laying the page out again.
SIZES = {
    Depth.GLANCE: (PHONE, SMALL),
    Depth.USUAL: (WIDE, (768, 800), PHONE, SMALL),
    Depth.THOROUGH: ((1920, 900), WIDE, (1024, 800), (768, 800), PHONE, (360, 800), SMALL),
}
BOTH = {"type": "rule", "values": ["color-contrast", "target-size"]}
#  WCAG 2.2 A and AA and best practice, narrow and dark, wide and light; in the two other mixtures
#  what depends on both: contrast and the size of targets. The other language of a page that was
#  looked at has the same boxes: once is enough.
AXE_LOOKS = {
    WIDE: (("light", TAGS), ("dark", BOTH)),
    PHONE: (("dark", TAGS), ("light", BOTH)),
}

RUN_AXE = """async (only) => {
  const found = await axe.run(document, {runOnly: only, resultTypes: ['violations']});
  return found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')}`);
}"""
TOO_WIDE = """() => {
  const out = [...document.querySelectorAll('body *')].filter(e => {
    const r = e.getBoundingClientRect();
    return r.width && (r.left < -1 || r.right > innerWidth + 1) && !e.closest('.scroll,.vh,.skip');
  }).slice(0, 2).map(e => `${e.tagName}.${e.className}`);
  return document.documentElement.scrollWidth > innerWidth ? ['page', ...out] : out;
}"""
LANGUAGE = r"""() => {
  const fa = document.documentElement.lang === 'fa', out = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const text = node.nodeValue, e = node.parentElement;
    if (!text.trim() || e.closest('script,style,symbol,textarea')) continue;
    const apart = e.closest('bdi,.code,[dir=ltr],code,[lang=en]');
    if (/[يك]/.test(text)) out.push('arabic yeh or kaf: ' + text.trim().slice(0, 30));
    if (fa && !apart && /[0-9]/.test(text)) out.push('latin digit: ' + text.trim().slice(0, 30));
    if (fa && !apart && /[A-Za-z]{2,}/.test(text)) out.push('latin word not isolated: ' + text.trim().slice(0, 30));
    if (fa && /[٪%]/.test(text)) out.push('percent sign: ' + text.trim().slice(0, 30));
    if (!apart && /\d{7,}|[۰-۹]{7,}/.test(text)) out.push('ungrouped number: ' + text.trim().slice(0, 30));
  }
  for (const d of document.querySelectorAll('.amount'))
    if (!/تومان|ریال|toman|rial/.test(d.textContent)) out.push('amount without unit: ' + d.textContent);
  return out;
}"""
STRUCTURE = r"""() => {
  const out = [], root = document.documentElement;
  if (!['fa', 'en'].includes(root.lang) || root.dir !== (root.lang === 'fa' ? 'rtl' : 'ltr')) out.push('lang or dir');
  if (document.querySelectorAll('h1').length !== 1) out.push('not exactly one h1');
  if (!document.title.trim()) out.push('no title');
  if (document.querySelectorAll('link[rel=stylesheet]').length > 1) out.push('more than one stylesheet');
  for (const s of document.querySelectorAll('script')) if (!s.defer && !s.async) out.push('blocking script');
  const styled = document.querySelector('[style]:not([style=""])');
  if (styled) out.push('inline style: ' + styled.outerHTML.slice(0, 60));
  const attributes = [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]);
  if (attributes.some(a => a.name.startsWith('on'))) out.push('inline handler');
  for (const b of document.querySelectorAll('button'))
    if (!b.form && b.type !== 'button') out.push('button outside a form: ' + b.textContent);
  for (const c of document.querySelectorAll('.clock')) {
    if (!c.querySelector('time[datetime^="2"]')) out.push('countdown without an absolute time');
    if (!c.parentElement.querySelector('.note')) out.push('countdown without what happens at zero');
  }
  return out;
}"""
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const r = e.getBoundingClientRect(), cs = getComputedStyle(e);
  const x = Math.min(Math.max(r.left + r.width / 2, 1), innerWidth - 1), y = r.top + Math.min(r.height / 2, 12);
  const top = document.elementFromPoint(x, y);
  return {
    name: (e.textContent || e.name || e.id || '').trim().slice(0, 24), cls: e.className,
    ring: parseFloat(cs.outlineWidth) >= 2 && cs.outlineStyle !== 'none',
    inView: r.bottom > 0 && r.top < innerHeight,
    seen: !top || e.contains(top) || top.contains(e) || !!top.closest('label')?.contains(e),
  };
}"""
#  The same stops without pressing Tab for each: after one press the browser draws rings for script.
WALK = """(stop) => {
  const look = eval(stop), reach = 'a[href],button,input,select,textarea,summary,[tabindex]';
  const stops = [];
  for (const e of document.querySelectorAll(reach)) {
    if (e.tabIndex < 0 || e.disabled || e.type === 'hidden' || !e.checkVisibility()) continue;
    e.focus();
    if (document.activeElement === e) stops.push(look());
  }
  return stops;
}"""
MOST_STOPS = 80
#  What the page fetched, as the browser counts it; doubled text as a reader's setting makes it.
FETCHED = "() => performance.getEntriesByType('resource').map(entry => entry.name)"
DOUBLE = "() => { document.documentElement.style.fontSize = '200%'; }"
USUAL = "() => { document.documentElement.removeAttribute('style'); }"
PACKED = (".woff2", ".png", ".jpg", ".jpeg", ".webp")
sizes: dict[str, int] = {}


def check_page(browser: Browser, url: str, depth: Depth = Depth.THOROUGH) -> list[str]:
    """All that is wrong with the page at `url`, as somebody sees it who has not signed in."""
    page = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
    try:
        page.goto(url)
        return faults(page, depth)
    finally:
        page.close()


def faults(page: Page, depth: Depth = Depth.THOROUGH) -> list[str]:
    """All that is wrong with the page that is open now."""
    page.evaluate(AXE)
    found = [*language(page), *structure(page), *weight(page)]
    for size in SIZES[depth]:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        found += [*sideways(page, size[0]), *axe(page, size, depth)]
        if size == PHONE and depth > Depth.GLANCE:
            found += keyboard(page, depth)  # Where a bar at the bottom could cover what has focus.
    found += doubled(page)
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.emulate_media(color_scheme="light")
    return [f"{page.url}: {fault}" for fault in found]


def axe(page: Page, size: tuple[int, int], depth: Depth) -> Iterator[str]:
    """What axe finds at this size, in one theme or in both."""
    for scheme, only in AXE_LOOKS.get(size, ())[: 1 + (depth is Depth.THOROUGH)]:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for violation in page.evaluate(RUN_AXE, only):
            yield f"axe {size[0]}px {scheme}: {violation}"


def sideways(page: Page, width: int) -> Iterator[str]:
    """Nothing is wider than the window."""
    for what in page.evaluate(TOO_WIDE):
        yield f"wider than {width} px: {what}"


def doubled(page: Page) -> Iterator[str]:
    """Nor with text of double size."""
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate(DOUBLE)
    if page.evaluate("() => document.documentElement.scrollWidth > innerWidth + 1"):
        yield "wider than 640px with text of double size"
    page.evaluate(USUAL)


def language(page: Page) -> list[str]:
    """Digits, isolation, units and letters, as Persian and English want them."""
    return list(page.evaluate(LANGUAGE))


def structure(page: Page) -> list[str]:
    """One heading, real forms, nothing inline, honest countdowns."""
    return list(page.evaluate(STRUCTURE))


def weight(page: Page) -> Iterator[str]:
    """What a first visit carries over the wire, packed as a live server packs it."""
    whole = _packed(page.content().encode())
    for url in page.evaluate(FETCHED):
        if url not in sizes:
            body = page.request.get(url).body()
            sizes[url] = len(body) if url.endswith(PACKED) else _packed(body)
        whole += sizes[url]
    if whole > WEIGHT_LIMIT_BYTES:
        yield f"weighs {whole // 1024} KB; at most {WEIGHT_LIMIT_BYTES // 1024} KB"


def _packed(body: bytes) -> int:
    return len(brotli.compress(body, quality=5))


def keyboard(page: Page, depth: Depth) -> Iterator[str]:
    """The skip link first; every stop shows a ring, is on screen, and is not covered."""
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUS)
    led_to_errors = page.locator(".errs").count() > 0
    if first and "skip" not in first["cls"] and not led_to_errors:
        yield f"the first stop is {first['name']}, not the skip link"
    for stop in pressed(page, first) if depth is Depth.THOROUGH else page.evaluate(WALK, FOCUS):
        wrong = [word for word in ("ring", "inView", "seen") if not stop[word]]
        if wrong:
            yield f"keyboard: {stop['name']} lacks {', '.join(wrong)}"


def pressed(page: Page, stop: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    """Every stop, with a press of Tab for each, in the order of the page."""
    for _ in range(MOST_STOPS):
        if stop is None:
            return
        yield stop
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
