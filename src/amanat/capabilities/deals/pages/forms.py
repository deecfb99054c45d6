"""The forms of a deal's pages. Labels and hints stand in both languages."""

from amanat.capabilities.deals.rules import (
    GOODS,
    KINDS,
    LONGEST_CHECK,
    LONGEST_DESCRIPTION,
    LONGEST_MESSAGE,
    LONGEST_TITLE,
    MOST_CHECKS,
    PROBLEM_KINDS,
    PROBLEM_WANTS,
)
from amanat.face import forms
from amanat.words.text import Text

PROBLEMS = dict(zip(PROBLEM_KINDS, (
    Text("کالا نرسیده است", "It has not arrived"),
    Text("با شرایط نمی‌خواند", "It is not as agreed"),
    Text("آسیب دیده است", "It is damaged"),
    Text("کم دارد", "Something is missing"),
    Text("چیز دیگر", "Something else"),
    Text("مصرف شده یا نامعتبر است، یا پس گرفته شد", "It is used, invalid, or was taken back"),
), strict=True))  # fmt: skip
WANTS = dict(zip(PROBLEM_WANTS, (
    Text("پول برگردد", "My money back"),
    Text("بها کم شود", "A lower price"),
    Text("کالا عوض شود", "Another one"),
    Text("گفت‌وگو کنیم", "To talk first"),
), strict=True))  # fmt: skip
FEE_PAYERS = {
    "buyer": Text("خریدار", "The buyer"),
    "seller": Text("فروشنده", "The seller"),
    "half": Text("نیم‌به‌نیم", "Half each"),
}
CARRIERS = {
    "post": Text("پست", "Post"),
    "courier": Text("پیک یا تیپاکس و مانند آن", "Courier"),
    "freight": Text("باربری با بارنامه", "Freight with a waybill"),
}
CARRIER_BY = {"seller": Text("فروشنده", "The seller"), "buyer": Text("خریدار", "The buyer")}
DELIVERIES = CARRIERS | {"hand": Text("حضوری، دست به دست", "In person, hand to hand")}
HOURS_PER_DAY = 24


class ItemForm(forms.Form):
    title = forms.TextField(
        Text("چه چیزی؟", "What is it?"),
        Text("کوتاه، همان‌طور که به دوستی می‌گویید.", "Short, as you would tell a friend."),
        longest=LONGEST_TITLE,
    )
    description = forms.TextField(
        Text("توضیح", "Description"),
        Text("نو یا کارکرده، رنگ، عیب‌ها، همراه‌ها.", "New or used, colour, faults, accessories."),
        longest=LONGEST_DESCRIPTION,
        rows=4,
        required=False,
    )


class PartyForm(forms.Form):
    other_phone = forms.MobileField(
        Text("شمارهٔ همراه طرف مقابل", "The other side’s mobile number"),
        Text("پیامکی با نشانی پیشنهاد می‌گیرد.", "They get an SMS with a link to the offer."),
    )


class PriceForm(forms.Form):
    price_units = forms.TomanField(Text("بها", "Price"))
    fee_payer = forms.ChoiceField(
        Text("کارمزد یک درصد را چه کسی می‌دهد؟", "Who pays the one percent fee?"),
        FEE_PAYERS,
        initial="half",
    )


class DeliveryForm(forms.Form):
    delivery = forms.ChoiceField(
        Text("کالا چگونه به خریدار می‌رسد؟", "How do the goods reach the buyer?"),
        DELIVERIES,
        initial="post",
    )
    ship_days = forms.WholeNumberField(
        Text("مهلت ارسال، به روز", "Days to ship"),
        Text("از رسیدن پول به امانت.", "Counted from when the money is held."),
        least=KINDS[GOODS].ship_hours[0] // HOURS_PER_DAY,
        most=KINDS[GOODS].ship_hours[-1] // HOURS_PER_DAY,
        initial=4,
    )
    inspection_days = forms.WholeNumberField(
        Text("مهلت بررسی خریدار، به روز", "Days for the buyer to inspect"),
        Text(
            "از رسیدن کالا. اگر خریدار کاری نکند، پول به فروشنده می‌رسد.",
            "Counted from arrival. In silence the money goes to the seller.",
        ),
        least=KINDS[GOODS].inspection_hours[0] // HOURS_PER_DAY,
        most=KINDS[GOODS].inspection_hours[-1] // HOURS_PER_DAY,
        initial=2,
    )
    carrier_by = forms.ChoiceField(
        Text("حمل‌کننده و بیمه‌اش را چه کسی برمی‌گزیند؟", "Who chooses the carrier and its cover?"),
        CARRIER_BY,
        Text(
            "اگر در راه آسیب ببیند، آنچه بیمه و صندوق نپردازند با اوست.",
            "If it is damaged on the way, what cover and fund leave open is theirs.",
        ),
        initial="seller",
        required=False,
    )
    checks = forms.LinesField(
        Text("خریدار چه چیزهایی را بسنجد؟", "What should the buyer check?"),
        Text("هر خط یک نکته؛ می‌توانید خالی بگذارید.", "One point a line; may stay empty."),
        most=MOST_CHECKS,
        longest=LONGEST_CHECK,
        required=False,
    )


class AcceptForm(forms.Form):
    sha256 = forms.HiddenField()


class PlainForm(forms.Form):
    """A look and a yes: nothing to type."""


class MessageForm(forms.Form):
    words = forms.TextField(Text("پیام شما", "Your message"), longest=LONGEST_MESSAGE, rows=3)


class ShipForm(forms.Form):
    carrier = forms.ChoiceField(Text("با چه؟", "By what?"), CARRIERS, initial="post")
    code = forms.TextField(
        Text("کد رهگیری یا شمارهٔ بارنامه", "Tracking code or waybill number"),
        Text(
            "کد پستی ۲۴ رقم است؛ روی رسید نوشته شده.",
            "A postal code has 24 digits; see the receipt.",
        ),
        longest=40,
        ltr=True,
    )
    file = forms.FileField(
        Text("عکس رسید یا بارنامه", "Picture of the receipt or waybill"), required=False
    )


class ApproveForm(forms.Form):
    code = forms.CodeField(
        Text("کد پیامکی", "Code from the SMS"),
        Text(
            "کدی را که همین حالا برایتان فرستادیم بنویسید.", "Type the code we have just sent you."
        ),
    )
