"""How a domain changes its holder, step by step, for each side."""

from amanat.capabilities.deals.rules import DOMAIN, DOMAIN_IR
from amanat.words.act import Role
from amanat.words.text import Text

STEPS = {
    (DOMAIN_IR, Role.SELLER): (
        Text("در nic.ir وارد شوید و برای این دامنه «انتقال» را باز کنید.", "Sign in at nic.ir and open the transfer of this domain."),
        Text("پینی را که می‌گیرید همین‌جا بنویسید؛ در پیام یا تلفن به کسی ندهید.", "Write the PIN you get here; give it to nobody by message or phone."),
        Text("پس از درخواست خریدار، انتقال را در nic.ir تأیید کنید.", "When the buyer has asked, approve the transfer at nic.ir."),
    ),
    (DOMAIN_IR, Role.BUYER): (
        Text("با شناسهٔ خودتان در nic.ir وارد شوید و با این پین درخواست انتقال بدهید.", "Sign in at nic.ir with your own handle and ask for the transfer with this PIN."),
        Text("هزینهٔ انتقال را در nic.ir بپردازید؛ چه کسی آن را می‌دهد، در شرایط نوشته شده است.", "Pay the fee at nic.ir; who bears it stands in the terms."),
        Text("فروشنده و سپس ایرنیک تأیید می‌کنند؛ از چند ساعت تا چند روز، گاهی با رضایت‌نامهٔ کتبی.", "The seller and then IRNIC approve it: hours to days, sometimes with a written consent."),
        Text("همین که ایرنیک دامنه را به نام شما بشناسد، اینجا خودکار ثبت می‌شود.", "As soon as IRNIC names you as holder, it is recorded here by itself."),
    ),
    (DOMAIN, Role.SELLER): (
        Text("قفل انتقال دامنه را نزد ثبت‌کنندهٔ خود باز کنید.", "Unlock the domain at your registrar."),
        Text("کد انتقال (EPP) را بگیرید و همین‌جا بنویسید.", "Get the transfer code (EPP) and write it here."),
        Text("نامهٔ تأیید انتقال را که به ایمیل شما می‌آید بپذیرید.", "Accept the message about the transfer that comes by e-mail."),
    ),
    (DOMAIN, Role.BUYER): (
        Text("نزد ثبت‌کنندهٔ خودتان با این کد درخواست انتقال بدهید.", "Ask for the transfer at your own registrar with this code."),
        Text("انتقال معمولاً پنج تا هفت روز می‌کشد.", "A transfer usually takes five to seven days."),
        Text("پس از تغییر دارنده، دامنه شاید ۶۰ روز قفل شود و به ثبت‌کنندهٔ دیگری نرود؛ این مشکل معامله نیست.", "After a change of holder a domain may be locked for 60 days and cannot move to another registrar; this is no problem of the deal."),
        Text("همین که دامنه به نام شما شد، اینجا تأیید کنید.", "As soon as the domain is yours, confirm it here."),
    ),
}  # fmt: skip


def steps_of(kind: str, role: Role) -> tuple[Text, ...]:
    """What this side does to move a domain; nothing for other things."""
    return STEPS.get((kind, role), ())
