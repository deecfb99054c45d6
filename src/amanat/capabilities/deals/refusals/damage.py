"""Why a claim or a return says no."""

from amanat.words.refusal import Refused


class NothingTravels(Refused):
    """Nothing travels in this deal, so there is no parcel to pack and no damage on the way."""

    fa = "در این معامله چیزی فرستاده نمی‌شود؛ بسته‌بندی و آسیب در راه ندارد."


class PackedTooOften(Refused):
    """The packing can be recorded at most {most} times."""

    fa = "بسته‌بندی را حداکثر {most} بار می‌توان ثبت کرد."


class WeightOutOfRange(Refused):
    """Write the weight in grams, from {least} to {most}."""

    fa = "وزن را به گرم، از {least} تا {most}، بنویسید."
    status = 422


class PictureNeeded(Refused):
    """Add at least one picture."""

    fa = "دست‌کم یک عکس بیفزایید."
    status = 422


class ClaimTooLate(Refused):
    """Damage is reported within {hours} hours of delivery. You may still report a problem."""

    fa = "آسیب در راه تا {hours} ساعت پس از رسیدن کالا پذیرفته است. هنوز می‌توانید مشکل را گزارش دهید."


class ClaimedBefore(Refused):
    """Damage was claimed once in this deal. You may still report a problem."""

    fa = "در این معامله یک بار ادعای آسیب شده است. هنوز می‌توانید مشکل را گزارش دهید."


class NotLost(Refused):
    """The carrier's time has not run out, or the goods have arrived: nothing is lost yet."""

    fa = "مهلت حمل‌کننده نگذشته یا کالا رسیده است؛ هنوز چیزی گم نشده."


class ProofsMissing(Refused):
    """Three pictures are needed: the outer box, the label and the item."""

    fa = "سه عکس لازم است: جعبهٔ بیرونی، برچسب و خود کالا."
    status = 422


class FactsContradict(Refused):
    """The carrier cannot both admit the damage and prove an intact delivery."""

    fa = "نمی‌شود حمل‌کننده هم آسیب را بپذیرد و هم تحویل سالم را ثابت کند."
    status = 422


class ClaimBarred(Refused):
    """You let this claim's time pass, or are a side of it; another officer must decide."""

    fa = "مهلت این ادعا نزد شما گذشته یا خود یک طرف آنید؛ کارشناسی دیگر باید تصمیم بگیرد."
    status = 403


class OtherOfficerNeeded(Refused):
    """You proposed this outcome. Another officer confirms or refuses it."""

    fa = "این پیشنهاد از شماست؛ کارشناسی دیگر آن را تأیید یا رد می‌کند."
    status = 403


class FreightPayerNeeded(Refused):
    """Say who pays the freight of the return, the buyer or the seller; it gives all money back."""

    fa = "بگویید کرایهٔ برگشت با خریدار است یا فروشنده؛ در برگشت همهٔ پول به خریدار می‌رسد."
    status = 422


class ReturnTimePassed(Refused):
    """The time for this step of the return has passed."""

    fa = "مهلت این گام از برگشت کالا گذشته است."
