"""A page as it stands: no script, no frame, no address outside; pictures only those we fetched.

What is photographed is what was fetched and hashed, and nothing that could answer differently.
"""

import base64
from collections.abc import Mapping
from html import escape
from urllib.parse import urljoin

from amanat.capabilities.radar.rules.markup import pieces

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
HEAD = f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
VOID = frozenset({"img", "br", "hr", "input", "wbr", "col"})
_KEPT = """a abbr address article aside b bdi bdo blockquote body br button caption center code col
    colgroup dd div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr
    html i img input label legend li main mark nav ol option p pre s section select small span
    strong sub summary sup table tbody td textarea tfoot th thead title tr u ul wbr"""
_ATTRIBUTES = """align alt bgcolor class color colspan dir height id lang placeholder rowspan style title type
    value width"""
KEPT, ATTRIBUTES = frozenset(_KEPT.split()), frozenset(_ATTRIBUTES.split())
LONGEST_STYLE = 100_000


def still(text: str, *, url: str, pictures: Mapping[str, tuple[str, bytes]]) -> str:
    """The page rewritten; `pictures` by their whole address, each with its type and bytes."""
    out = [HEAD]
    for piece in pieces(text):
        if piece.name == "#style":
            out.append(f"<style>{piece.text[:LONGEST_STYLE].replace('<', ' ')}</style>")
        elif not piece.name:
            out.append(escape(piece.text))
        elif piece.name not in KEPT:
            continue
        elif piece.is_end:
            out.append("" if piece.name in VOID else f"</{piece.name}>")
        else:
            out.append(_tag(piece.name, piece.attributes, url, pictures))
    return "".join(out)


def _tag(
    name: str, given: Mapping[str, str], url: str, pictures: Mapping[str, tuple[str, bytes]]
) -> str:
    kept = {key: value for key, value in given.items() if key in ATTRIBUTES}
    if name == "img" and (source := _data(given.get("src", ""), url, pictures)):
        kept["src"] = source
    words = "".join(f' {key}="{escape(value)}"' for key, value in kept.items())
    return f"<{name}{words}>"


def _data(src: str, url: str, pictures: Mapping[str, tuple[str, bytes]]) -> str:
    """The picture in the page itself, when it is one of those we fetched."""
    if src.startswith("data:image/"):
        return src
    try:
        found = pictures.get(urljoin(url, src.strip()))
    except ValueError:
        return ""
    return f"data:{found[0]};base64,{base64.b64encode(found[1]).decode()}" if found else ""
