"""Why a code, an account or a domain says no."""

from amanat.words.refusal import Refused


class KindNotOffered(Refused):
    """This kind of thing cannot be traded here at present."""

    fa = "این نوع چیز اکنون اینجا معامله نمی‌شود."
    status = 422


class PromiseMissing(Refused):
    """Please write this as well."""

    fa = "این را هم بنویسید."
    status = 422


class DomainWrong(Refused):
    """This is not the name of a domain. Write it like example.com."""

    fa = "این نام دامنه نیست؛ مانند example.com بنویسید."
    status = 422


class DomainNotIr(Refused):
    """This name does not end in .ir. Choose “Another domain” as the kind."""

    fa = "این نام به ‎.ir پایان نمی‌یابد؛ نوع «دامنهٔ دیگر» را برگزینید."
    status = 422


class DomainIsIr(Refused):
    """This is a .ir name. Choose “A .ir domain” as the kind."""

    fa = "این دامنهٔ ‎.ir است؛ نوع «دامنهٔ ‎.ir» را برگزینید."
    status = 422


class SecretWrong(Refused):
    """This does not look right. Check that all of it is here, and nothing else."""

    fa = "این درست به نظر نمی‌رسد؛ ببینید همه‌اش هست و چیز دیگری با آن نیست."
    status = 422


class CodeNotSealed(Refused):
    """The seller has not sealed the code yet. You can pay as soon as it lies in our vault."""

    fa = "فروشنده هنوز کد را مهروموم نکرده است؛ همین که کد در گاوصندوق ما باشد می‌توانید بپردازید."


class BuyerIsPaying(Refused):
    """The buyer is paying at the bank right now: the code they saw sealed cannot be replaced."""

    fa = "خریدار همین اکنون در بانک است؛ کدی که مهروموم دیده دیگر عوض نمی‌شود."


class PointsOpen(Refused):
    """Tick every point of the hand-over list first."""

    fa = "نخست همهٔ نکته‌های تحویل را علامت بزنید."
    status = 422


class ProviderProofNeeded(Refused):
    """Add a screenshot of the provider’s answer that shows the code is used or invalid."""

    fa = "عکس صفحهٔ ارائه‌دهنده را بگذارید که نشان دهد کد مصرف شده یا نامعتبر است."
    status = 422
