"""What customers and agents type."""

from amanat.capabilities.support import rules
from amanat.face import forms
from amanat.words.text import Text


class AskForm(forms.Form):
    words = forms.TextField(
        Text("چه کمکی می‌خواهید؟", "How can we help?"),
        Text("رمز کارت و کد پیامکی را ننویسید؛ ما هرگز نمی‌پرسیم.",
             "Never write your card's PIN or an SMS code; we never ask for them."),
        longest=rules.LONGEST_LINE,
        rows=5,
    )  # fmt: skip


class StrangerForm(AskForm):
    phone = forms.MobileField(
        Text("شمارهٔ همراه", "Mobile number"),
        Text("کدی پیامک می‌کنیم تا بدانیم شماره از آنِ شماست.",
             "We send a code, to know that the number is yours."),
    )  # fmt: skip


class ProofForm(forms.Form):
    code = forms.CodeField(
        Text("کد شش‌رقمی", "Six-digit code"),
        Text("پنج دقیقه اعتبار دارد.", "Valid for five minutes."),
    )


class SayForm(forms.Form):
    words = forms.TextField(Text("پیام شما", "Your message"), longest=rules.LONGEST_LINE, rows=3)


class AnswerForm(forms.Form):
    words = forms.TextField(Text("پاسخ", "Answer"), longest=rules.LONGEST_LINE, rows=5)


class HandOnForm(forms.Form):
    desk = forms.ChoiceField(Text("چه کسی ادامه دهد؟", "Who goes on?"), rules.DESKS)
    words = forms.TextField(
        Text("تا اینجا چه شده است؟", "What was found so far?"),
        Text("مشتری این را نمی‌بیند.", "The customer does not see this."),
        longest=rules.LONGEST_SUMMARY,
        rows=3,
    )


PROBLEMS = {
    "not_received": Text("کالا نرسیده است", "It has not arrived"),
    "not_as_described": Text("با شرایط نمی‌خواند", "It is not as agreed"),
    "damaged": Text("آسیب دیده است", "It is damaged"),
    "incomplete": Text("کم دارد", "Something is missing"),
    "other": Text("چیز دیگر", "Something else"),
}


class DisputeForm(forms.Form):
    deal = forms.TextField(Text("کد معامله", "Code of the deal"), longest=40, ltr=True)
    kind = forms.ChoiceField(Text("مشکل چیست؟", "What is wrong?"), PROBLEMS)
    words = forms.TextField(
        Text("به گفتهٔ مشتری", "In the customer's words"), longest=rules.LONGEST_LINE, rows=4
    )
    code = forms.CodeField(
        Text("کدی که برای مشتری پیامک شد", "The code that was sent to the customer"),
        Text("مشتری آن را به شما می‌گوید؛ بی آن هیچ کاری نمی‌شود.",
             "The customer tells it to you; without it nothing is done."),
    )  # fmt: skip


class CannedForm(forms.Form):
    title_fa = forms.TextField(Text("عنوان فارسی", "Title in Persian"), longest=rules.LONGEST_TITLE)
    title_en = forms.TextField(
        Text("عنوان انگلیسی", "Title in English"), longest=rules.LONGEST_TITLE
    )
    body_fa = forms.TextField(
        Text("متن فارسی", "Text in Persian"),
        Text("جای {name} نام مشتری، {agent} نام شما و {code} کد معامله می‌نشیند.",
             "{name} becomes the customer's name, {agent} yours and {code} the deal's code."),
        longest=rules.LONGEST_CANNED,
        rows=4,
    )  # fmt: skip
    body_en = forms.TextField(
        Text("متن انگلیسی", "Text in English"), longest=rules.LONGEST_CANNED, rows=4
    )
