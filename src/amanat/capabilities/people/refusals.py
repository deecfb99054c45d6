"""How people are told no."""

from amanat.words.refusal import Invalid, Refused


class TooManyCodes(Refused):
    """Too many codes were asked for. You can ask again in {minutes} minutes."""

    fa = "چند بار کد خواسته‌اید. {minutes} دقیقهٔ دیگر می‌توانید دوباره بخواهید."
    status = 429


class WrongCode(Invalid):
    """This code is not right or is no longer valid. Check the last SMS, or ask for a new code."""

    fa = "این کد درست نیست یا دیگر اعتبار ندارد. آخرین پیامک را ببینید یا کد تازه بخواهید."


class CodeLocked(Refused):
    """This code was mistyped too often. Ask for a new one."""

    fa = "این کد چند بار نادرست وارد شد. کد تازه بخواهید."
    status = 429


class CodeNeeded(Refused):
    """This step needs a fresh one-time code. Ask for one and type it here."""

    fa = "این کار کد یک‌بارمصرف تازه می‌خواهد. کد بخواهید و اینجا بنویسید."
    status = 403


class Disabled(Refused):
    """This account is closed. Call support."""

    fa = "این حساب کاربری بسته است. با پشتیبانی تماس بگیرید."
    status = 403


class NameNeeded(Invalid):
    """Write your first and last name, in {shortest} to {longest} letters."""

    fa = "نام و نام خانوادگی خود را در {shortest} تا {longest} حرف بنویسید."


class UnknownLanguage(Invalid):
    """Choose Persian or English."""

    fa = "فارسی یا انگلیسی را انتخاب کنید."


class AlreadyChecked(Refused):
    """Your identity is already confirmed."""

    fa = "هویت شما پیش‌تر تأیید شده است."


class NotMatched(Invalid):
    """This phone number is not registered to that national id. Use a number in your own name."""

    fa = "این شمارهٔ همراه به نام این کد ملی نیست. با شماره‌ای که به نام خودتان است وارد شوید."


class IdentityTaken(Refused):
    """This national id is already used with another phone number. Sign in with that number."""

    fa = "این کد ملی با شمارهٔ همراه دیگری ثبت شده است. با همان شماره وارد شوید."


class BeingChecked(Refused):
    """The inquiry has not answered yet. Nothing is lost: try again in a minute."""

    fa = "پاسخ استعلام هنوز نرسیده است. چیزی از دست نرفته؛ یک دقیقهٔ دیگر دوباره بکوشید."
    status = 503


class TooManyInquiries(Refused):
    """You have asked for this check {count} times today. Try again tomorrow."""

    fa = "امروز {count} بار این استعلام را خواسته‌اید. فردا دوباره بکوشید."
    status = 429


class IdentityFirst(Refused):
    """Confirm your national id first; then you can add a bank account."""

    fa = "نخست کد ملی خود را تأیید کنید؛ سپس می‌توانید حساب بانکی بیفزایید."


class NotYourAccount(Invalid):
    """The bank says this account is not yours. Use a Sheba in your own name."""

    fa = "بانک می‌گوید این حساب به نام شما نیست. شبای حسابی به نام خودتان را بنویسید."


class SameAccount(Refused):
    """This account is already registered for you."""

    fa = "این حساب پیش‌تر برای شما ثبت شده است."


class NoSuchHat(Invalid):
    """This role cannot be given to a person."""

    fa = "این نقش را نمی‌توان به کسی داد."


class NotIdentified(Refused):
    """This person's identity is not confirmed yet."""

    fa = "هویت این شخص هنوز تأیید نشده است."


class ReasonNeeded(Invalid):
    """Write why you need to see the national id. The person can read your reason."""

    fa = "بنویسید چرا باید کد ملی را ببینید. آن شخص دلیل شما را می‌بیند."


class KeyNameNeeded(Invalid):
    """Name the key after the program that will use it, in at most {longest} letters."""

    fa = "نام برنامه‌ای را که کلید را به کار می‌برد بنویسید، در حداکثر {longest} حرف."


class UnknownScope(Invalid):
    """Choose what the key may do."""

    fa = "انتخاب کنید کلید چه کاری می‌تواند بکند."


class UnknownKeyLife(Invalid):
    """Choose how long the key is valid."""

    fa = "انتخاب کنید کلید تا کی اعتبار داشته باشد."


class TooManyKeys(Refused):
    """You have {most} keys in force. Revoke one first."""

    fa = "{most} کلید معتبر دارید؛ نخست یکی را باطل کنید."


class ChangeOnThePage(Refused):
    """You are already paid to an account. Change it on your own page, after signing in again."""

    fa = "حساب دریافت پول دارید. تغییر آن فقط در صفحهٔ خودتان و پس از ورود دوباره ممکن است."
    status = 403
