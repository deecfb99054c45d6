"""The ways the registry says no."""

from amanat.words.refusal import Refused


class TooManyLooks(Refused):
    """Too many codes were looked up in the last hour. Please wait a while."""

    fa = "در یک ساعت گذشته کدهای زیادی پرسیده شده است. کمی صبر کنید."
    status = 429


class LicenceBackwards(Refused):
    """A licence ends on the day it begins or later, and at most {years} years after."""

    fa = "پایان اعتبار باید همان روزِ آغاز یا پس از آن باشد، حداکثر {years} سال بعد."
    status = 422


class LicenceNotBegun(Refused):
    """This licence is not valid yet: write it down on its first day."""

    fa = "اعتبار این مجوز هنوز آغاز نشده است؛ روز نخستش آن را ثبت کنید."
    status = 422


class LicenceOver(Refused):
    """This licence is over already."""

    fa = "اعتبار این مجوز گذشته است."
    status = 422


class LicenceKnown(Refused):
    """This licence, with this first day, is written down already."""

    fa = "همین مجوز با همین آغاز پیش‌تر ثبت شده است."


class NoPublicAddress(Refused):
    """Write the public address that begins with https:// and shows this licence."""

    fa = "نشانی همگانیِ این مجوز را بنویسید که با https آغاز می‌شود."
    status = 422


class SecondPairOfEyes(Refused):
    """Another officer confirms what you proposed."""

    fa = "آنچه شما پیشنهاد کرده‌اید، کارشناس دیگری تأیید می‌کند."
    status = 403
