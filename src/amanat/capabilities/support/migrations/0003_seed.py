"""How soon we want to answer, and the first canned answers."""

from datetime import date

from django.db import migrations

SINCE = date(2026, 3, 21)
OURS = "Amanat's own aim, not a promise of the source text"
VALUES = {
    "support.first_answer_minutes": 30,
    "support.update_minutes": 240,
    "support.solve_minutes": 4320,
}
CANNED = (
    ("سلام و آغاز", "Greeting",
     "سلام {name}. من {agent} از پشتیبانی امانت هستم و پیام شما را می‌خوانم.",
     "Hello {name}. I am {agent} of Amanat support and I am reading your message."),
    ("پول کجاست؟", "Where is the money?",
     "پول معاملهٔ {code} نزد امانت است و تا پایان کار نه خریدار و نه فروشنده به آن دست نمی‌زنند.",
     "The money of deal {code} is held by Amanat; neither side can touch it until the end."),
    ("هرگز کد نمی‌پرسیم", "We never ask for codes",
     "ما هرگز رمز کارت یا کد پیامکی شما را نمی‌پرسیم. آن را به هیچ‌کس نگویید.",
     "We never ask for your card's PIN or an SMS code. Do not tell it to anybody."),
    ("پیگیری از بانک", "Asking the bank",
     "وضعیت را از بانک می‌پرسیم و همین‌جا به شما خبر می‌دهیم.",
     "We are asking the bank and will tell you here."),
    ("گزارش مشکل", "Reporting a problem",
     "در صفحهٔ معاملهٔ {code} «مشکلی هست» را بزنید تا پول همان لحظه نگه داشته شود.",
     "On the page of deal {code} choose “There is a problem”: the money is kept at once."),
)  # fmt: skip


def seed(apps, schema_editor):
    Parameter = apps.get_model("law", "Parameter")
    for name, value in VALUES.items():
        Parameter.objects.create(
            name=name, value=value, valid_from=SINCE, source=OURS, status="unconfirmed"
        )
    Canned = apps.get_model("support", "Canned")
    for title_fa, title_en, body_fa, body_en in CANNED:
        Canned.objects.create(
            title_fa=title_fa, title_en=title_en, body_fa=body_fa, body_en=body_en
        )


class Migration(migrations.Migration):
    dependencies = [("support", "0002_guard"), ("law", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
