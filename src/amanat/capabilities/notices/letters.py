"""What we answer to an SMS that came in. Each fits two parts."""

from amanat.words.text import Text

OFFICES = Text("امانت: {offices}", "Amanat: {offices}")
ROUGHLY = Text("{name} (تقریبی)", "{name} (approximate)")
NO_SUCH_CITY = Text(
    "امانت: شهری به این نام نیافتیم. بنویسید: پست و نام شهر، مانند «پست شیراز».",
    "Amanat: we know no city of this name. Write پست and the city, like “پست شیراز”.",
)
