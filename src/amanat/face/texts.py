"""The short pages that explain: help, fees, privacy, accessibility, status."""

from dataclasses import dataclass

from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class Part:
    text: Text
    heading: Text | None = None


@dataclass(frozen=True, slots=True)
class Page:
    heading: Text
    parts: tuple[Part, ...]


PAGES = {
    "help": Page(
        Text("امانت چگونه کار می‌کند؟", "How does Amanat work?"),
        (
            Part(Text(
                "خریدار و فروشنده بر یک نسخه از شرایط توافق می‌کنند. خریدار پول را به امانت می‌سپارد. فروشنده کالا را می‌فرستد. خریدار می‌بیند و تأیید می‌کند و پول به فروشنده می‌رسد.",
                "Buyer and seller agree on one version of the terms. The buyer puts the money into escrow. The seller ships. The buyer looks and approves, and the money goes to the seller.")),
            Part(Text(
                "هر مهلت سه چیز را می‌گوید: چقدر مانده، کی تمام می‌شود، و اگر کاری نکنید چه می‌شود.",
                "Every deadline says three things: how long is left, when it ends, and what happens if you do nothing."),
                Text("مهلت‌ها", "Deadlines")),
            Part(Text(
                "بگویید «مشکلی هست». پول همان لحظه نگه داشته می‌شود تا توافق کنید یا داور رأی دهد. پول هرگز با گذشت زمان به کسی نمی‌رسد.",
                "Say “there is a problem”. The money is kept at once until you agree or an arbiter decides. No passing of time moves it."),
                Text("اگر مشکلی بود", "If something is wrong")),
            Part(Text(
                "بین ۱ تا ۱۲ ساعت پس از تأیید، با چرخه‌های پایا. روزهای تعطیل بانک بیشتر طول می‌کشد و صفحهٔ معامله زمان درست را می‌گوید.",
                "One to twelve hours after approval, by the cycles of Paya. Bank holidays take longer, and the deal’s page says so."),
                Text("پول کی می‌رسد؟", "When does the money arrive?")),
        ),
    ),
    "fees": Page(
        Text("کارمزدها", "Fees"),
        (
            Part(Text(
                "کارمزد یک درصد بهاست و هرگز بیشتر نمی‌شود. خودتان توافق می‌کنید خریدار بدهد، فروشنده، یا نیم‌به‌نیم. به ریال کامل رو به پایین گرد می‌شود؛ در نیم‌به‌نیم، ریال فرد با خریدار است.",
                "The fee is one percent of the price and never more. You agree whether the buyer, the seller, or both halves pay it. It is rounded down to whole rial; when halved, an odd rial is the buyer’s.")),
            Part(Text("اگر معامله سر نگیرد، کارمزدی گرفته نمی‌شود.",
                      "If the deal does not go through, no fee is taken.")),
        ),
    ),
    "privacy": Page(
        Text("حریم خصوصی", "Privacy"),
        (
            Part(Text(
                "شمارهٔ ملی رمزشده نگه داشته می‌شود و هر بار که کسی آن را ببیند، ثبت می‌شود. طرف مقابل نام شما را می‌بیند، نه شماره و حسابتان را.",
                "Your national id is kept encrypted, and every reading of it is recorded. The other side sees your name, not your number or your account.")),
            Part(Text("عکس‌ها پیش از نگه‌داری بازسازی می‌شوند تا جای عکس‌برداری در آن‌ها نماند.",
                      "Pictures are rebuilt before they are kept, so that no place is left in them.")),
        ),
    ),
    "accessibility": Page(
        Text("دسترس‌پذیری", "Accessibility"),
        (
            Part(Text(
                "همهٔ کارها بی اسکریپت، با صفحه‌کلید و با صفحه‌خوان انجام می‌شود. رنگ هرگز تنها نشانه نیست. هر صفحه با معیار جهانی دسترس‌پذیری وب سنجیده می‌شود.",
                "Everything works without scripts, with a keyboard and with a screen reader. Colour is never the only sign. Each page is checked against WCAG 2.2 AA.")),
        ),
    ),
}  # fmt: skip
