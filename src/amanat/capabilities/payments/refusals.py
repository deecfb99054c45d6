"""The ways payments says no."""

from amanat.words.refusal import Refused


class PaymentOver(Refused):
    """This payment is no longer open."""

    fa = "این پرداخت دیگر باز نیست."


class BeingPaid(Refused):
    """A payment is under way at the bank. Wait for its outcome; do not pay again."""

    fa = "یک پرداخت در بانک در جریان است. تا روشن شدن نتیجه بمانید و دوباره نپردازید."


class GatewayDown(Refused):
    """The bank's gateway does not answer. No money has moved; please try again in a few minutes."""

    fa = "درگاه بانک پاسخ نمی‌دهد. هیچ پولی جابه‌جا نشده است؛ چند دقیقهٔ دیگر دوباره بکوشید."
    status = 503


class TooMuchRefunded(Refused):
    """Refunds of one payment cannot exceed what was paid; {left_units} rial are left."""

    fa = "بازپرداخت از مبلغ پرداخت‌شده بیشتر نمی‌شود؛ {left_units} ریال مانده است."
    status = 422


class NothingToRefund(Refused):
    """Nothing has been paid here that could be refunded."""

    fa = "اینجا چیزی پرداخت نشده است که بازپرداخت شود."


class SameHands(Refused):
    """A large payout needs two other people: you asked for this one, receive it, or signed it."""

    fa = "تسویهٔ بزرگ دو نفر دیگر می‌خواهد؛ این یکی را شما خواسته‌اید، می‌گیرید یا امضا کرده‌اید."
    status = 403


class SignWhatYouRead(Refused):
    """This payout is not the one you read. Open the page again and read it before you sign."""

    fa = "این تسویه همان نیست که خواندید. صفحه را دوباره باز کنید و پیش از امضا بخوانید."


class NoSuchGateway(Refused):
    """There is no such gateway here. Choose one of those on the page."""

    fa = "چنین درگاهی نداریم. یکی از درگاه‌های صفحه را برگزینید."
    status = 422


class AmountNotPayable(Refused):
    """The bank takes between {floor_units} and {ceiling_units} rial in one payment."""

    fa = "بانک در هر پرداخت از {floor_units} تا {ceiling_units} ریال می‌گیرد."
    status = 422


class SameKeyOtherPayout(Refused):
    """This key was used for another payout."""

    fa = "این کلید پیش‌تر برای تسویهٔ دیگری به کار رفته است."


class NeedsOtherAccount(Refused):
    """The bank sent the money back from this account. Name another account of your own first."""

    fa = "بانک پول را از همین حساب برگرداند. نخست شبای دیگری به نام خودتان ثبت کنید."


class KeptForACheck(Refused):
    """The platform keeps this money for a check. Nothing moves until the check is over."""

    fa = "امانت این پول را برای یک بررسی نگه داشته است؛ تا پایان بررسی جابه‌جا نمی‌شود."


class HaltedAlready(Refused):
    """Payouts are halted already."""

    fa = "پرداخت‌ها هم‌اکنون ایستاده است."


class RestartNeedsTwo(Refused):
    """A second person has to restart payouts: you are the one who asked for it."""

    fa = "آغاز دوبارهٔ پرداخت‌ها با نفر دوم است؛ پیشنهادش را شما داده‌اید."
    status = 403


class StillWrong(Refused):
    """What stopped the payouts is not explained yet. Explain or correct it first."""

    fa = "آنچه پرداخت‌ها را ایستاند هنوز روشن نشده است. نخست آن را توضیح دهید یا اصلاح کنید."


class HaltWordsNeeded(Refused):
    """Say why, in one to {most} characters."""

    fa = "دلیل را بنویسید؛ تا {most} نویسه."
    status = 422
