from amanat.words.refusal import Refused


class TooManyLooks(Refused):
    """Too many codes were looked up in the last hour. Please wait a while."""

    fa = "در یک ساعت گذشته کدهای زیادی پرسیده شده است. کمی صبر کنید."
    status = 429
