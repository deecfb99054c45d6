"""The ways the permits room says no. Codes with a dot are those of the guide."""

from amanat.words.refusal import Invalid, Refused


class NoSetForDate(Refused):
    """No rule is recorded for {day}, so nothing is computed. An officer must enter it first."""

    fa = "برای {day} قاعده‌ای ثبت نشده است؛ تا ثبت آن چیزی حساب نمی‌شود."
    status = 422
    code = "parameters.no_set_for_date"


class PriceNotSet(Refused):
    """The price at sign-up is not set. Without a set price there is no pre-sale."""

    fa = "قیمت هنگام ثبت‌نام تعیین نشده است. بدون قیمت معین، پیش‌فروشی در کار نیست."
    status = 422
    code = "presale.price_not_set"


class PaidOverPrice(Refused):
    """More was paid than the price at sign-up, {price}. Check the payments first."""

    fa = "بیش از قیمت هنگام ثبت‌نام، {price}، پرداخت شده است. نخست پرداخت‌ها را بررسی کنید."
    status = 422
    code = "presale.paid_over_price"


class LastInstalmentSmall(Refused):
    """The last instalment, due with the deed, is at least {least}."""

    fa = "قسط آخر، که همراه سند داده می‌شود، دست‌کم {least} است."
    status = 422
    code = "building.last_instalment_under_10_percent"


class CoinQuota(Refused):
    """This is above your share over all rounds. Left: {full} full, {half} half, {quarter} quarter."""

    fa = "این سفارش از سهم شما در همهٔ دوره‌ها بیشتر است. مانده: {full} تمام، {half} نیم، {quarter} ربع."
    status = 422
    code = "coin.quota"


class CoinAge(Refused):
    """Coins are pre-sold to people of {least} years and older."""

    fa = "پیش‌خرید سکه برای {least} ساله‌ها و بزرگ‌تر است."
    status = 422
    code = "coin.age"


class CoinCount(Invalid):
    """Write how many coins of each kind: whole numbers, at least one in all."""

    fa = "شمار هر نوع سکه را عددی درست بنویسید؛ روی هم دست‌کم یکی."
    code = "coin.count"


class PermitQuantity(Refused):
    """The permit leaves {left} units to sell. Choose no more than that."""

    fa = "از این مجوز {left} واحد برای فروش مانده است؛ بیش از آن نمی‌شود."
    status = 422
    code = "permit.quantity"


class PermitNotInForce(Refused):
    """This permit is not in force, so nothing new is sold under it. Earlier contracts stand."""

    fa = "این مجوز برقرار نیست و فروش تازه‌ای با آن انجام نمی‌شود. قراردادهای پیشین سر جای خود هستند."
    code = "permit.not_in_force"


class DeliveryTooLate(Refused):
    """By this method delivery is due at the latest on {latest}. Choose an earlier day."""

    fa = "با این روش، تحویل حداکثر تا {latest} است. روزی زودتر برگزینید."
    status = 422
    code = "permit.delivery_too_late"


class OwnPermit(Refused):
    """You have a tie to this business, so another person decides about its permit."""

    fa = "شما با این کسب‌وکار پیوند دارید؛ دربارهٔ مجوزش شخص دیگری تصمیم می‌گیرد."
    status = 403


class SecondPersonNeeded(Refused):
    """Another person must do this step: whoever took the step before may not take it too."""

    fa = "این گام را شخص دیگری باید بردارد؛ کسی که گام پیشین را برداشته نمی‌تواند."
    code = "permit.second_person"


class TwoMembersNeeded(Refused):
    """The total is {total}. From {least} on, two members of the committee decide."""

    fa = "جمع مبلغ {total} است. از {least} به بالا دو عضو کمیته تصمیم می‌گیرند."
    code = "permit.two_members"


class QuantityOverCapacity(Refused):
    """Capacity less backlog leaves {most} units. The number must not be larger."""

    fa = "ظرفیت پس از کسر تعهدهای پیشین {most} واحد است؛ تعداد بیش از آن نمی‌شود."
    status = 422
    code = "permit.capacity"


class QuantityUnsound(Invalid):
    """Write a whole number from {least} to {most}."""

    fa = "عددی درست از {least} تا {most} بنویسید."


class PermitIncomplete(Invalid):
    """This part of the application is missing. Fill it in, then sign."""

    fa = "این بخش درخواست هنوز خالی است. نخست آن را پر و سپس امضا کنید."


class PermitTextChanged(Refused):
    """The application has changed since you read it. Read it again, then sign."""

    fa = "درخواست پس از خواندن شما عوض شده است. دوباره بخوانید و امضا کنید."


class TooManyPermits(Refused):
    """At most {most} applications of one business are open at once."""

    fa = "از هر کسب‌وکار حداکثر {most} درخواست هم‌زمان باز است."
    status = 422


class PermitWordsNeeded(Invalid):
    """Write {least} to {most} characters: the applicant and the public read them."""

    fa = "{least} تا {most} نویسه بنویسید؛ متقاضی و مردم آن را می‌خوانند."


class MethodUnfit(Invalid):
    """This kind of goods is not sold by this method. Choose one of those offered."""

    fa = "این نوع کالا با این روش فروخته نمی‌شود. یکی از روش‌های پیشنهادی را برگزینید."


class DaysUnsound(Invalid):
    """The days must follow each other: sale begins, sale ends, delivery ends."""

    fa = "روزها باید پشت سر هم باشند: آغاز فروش، پایان فروش، پایان تحویل."


class SharesUnsound(Invalid):
    """The shares must add up to 100 percent, and the first is paid with the contract."""

    fa = "سهم‌ها باید روی هم ۱۰۰ درصد شوند و نخستین سهم همراه قرارداد پرداخت شود."


class ProgrammeUnsound(Invalid):
    """Write one week and its units on each line, at most {most} weeks, up to the last delivery."""

    fa = "در هر سطر یک هفته و تعداد آن را بنویسید؛ حداکثر {most} هفته، تا پایان تحویل."


class ProgrammeShort(Refused):
    """The programme makes {units} units; {quantity} are to be sold."""

    fa = "برنامهٔ تولید {units} واحد است؛ اما {quantity} واحد می‌فروشید."
    status = 422


class RateUnsound(Invalid):
    """Write a yearly rate from 0 to {most} percent."""

    fa = "نرخی سالانه از ۰ تا {most} درصد بنویسید."


class GuaranteeTooShort(Invalid):
    """The guarantee must last until the last day of delivery."""

    fa = "تضمین باید تا آخرین روز تحویل معتبر باشد."


class SealNeeded(Refused):
    """A permit needs a seal in force. Renew the seal first."""

    fa = "مجوز پیش‌فروش نماد معتبر می‌خواهد. نخست نماد را برقرار کنید."
    status = 422


class KindUncovered(Refused):
    """No licence of the business covers this kind. Add the licence first."""

    fa = "هیچ پروانهٔ این کسب‌وکار این نوع را در بر نمی‌گیرد. نخست پروانه را بیفزایید."
    status = 422


class CodeUnknown(Invalid):
    """There is no permit with this number. An advert with it is false; you may report it."""

    fa = "مجوزی با این شماره نیست. آگهیِ آن نادرست است؛ می‌توانید گزارش دهید."


class ChangeUnsound(Invalid):
    """This changes nothing. Write what is to be different."""

    fa = "این چیزی را عوض نمی‌کند. بنویسید چه چیز باید تغییر کند."


class ChangeOpen(Refused):
    """A change of this permit is waiting already. Take it back or wait for the answer."""

    fa = "تغییری از این مجوز در انتظار است. آن را پس بگیرید یا منتظر پاسخ بمانید."


class RevocationFirst(Refused):
    """Nobody has proposed to revoke it yet: one person proposes, another decides."""

    fa = "هنوز کسی لغو را پیشنهاد نکرده است: یکی پیشنهاد می‌دهد و دیگری تصمیم می‌گیرد."


class NoSuchDay(Invalid):
    """There is no such day in the calendar."""

    fa = "چنین روزی در تقویم نیست."


class LineUnread(Invalid):
    """Line {line} cannot be read. Write it as in the example."""

    fa = "سطر {line} خوانده نشد. مانند نمونه بنویسید."
