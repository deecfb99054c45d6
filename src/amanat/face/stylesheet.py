"""One stylesheet from the files in `styles/`, in their order: `python -m amanat.face.stylesheet`.

Pages load one file; people edit short ones. A test holds that the two agree.
"""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PARTS = HERE / "styles"
WHOLE = HERE / "static/amanat.css"
LEAN = HERE / "static/seal.css"  # For the one page that must be light: styles/lean/.
PIXELS_PER_REM = 16


def _colours(values: dict[str, str], indent: str) -> list[str]:
    return [f"{indent}--{name}: {value};" for name, value in values.items()]


def tokens_css(tokens: dict[str, Any]) -> str:
    """The design tokens as custom properties: light, dark by preference, dark by choice."""
    light, dark = tokens["color"]["light"], tokens["color"]["dark"]
    sizes = [f"  --s{name}: {px / PIXELS_PER_REM:g}rem;" for name, px in tokens["space_px"].items()]
    sizes += [f"  --r-{name}: {px}px;" for name, px in tokens["radius_px"].items()]
    sizes += [f"  --t-{n}: {px / PIXELS_PER_REM:g}rem;" for n, px in tokens["type_fa_px"].items()]
    sizes += [f"  --lh-{name}: {value};" for name, value in tokens["line_height_fa"].items()]
    lines = [":root {", "  color-scheme: light;", *_colours(light, "  "), *sizes]
    lines += [f"  --measure: {tokens['measure_ch']}ch;", "}"]
    lines += ["@media (prefers-color-scheme: dark) {", " :root:not([data-theme=light]) {"]
    lines += ["  color-scheme: dark;", *_colours(dark, "  "), " }", "}"]
    lines += [":root[data-theme=dark] {", "  color-scheme: dark;", *_colours(dark, "  "), "}"]
    return "\n".join(lines) + "\n"


def whole() -> str:
    """The stylesheet as it is served."""
    return _made_of(PARTS)


def lean() -> str:
    """The small one of the verification page, with the same tokens."""
    return _made_of(PARTS / "lean")


def _made_of(folder: Path) -> str:
    tokens = json.loads((PARTS / "tokens.json").read_text())
    parts = [part.read_text() for part in sorted(folder.glob("*.css"))]
    return "/* Made by amanat.face.stylesheet: edit styles/ instead. */\n" + "\n".join(
        [tokens_css(tokens), *parts]
    )


if __name__ == "__main__":
    WHOLE.write_text(whole())
    LEAN.write_text(lean())
