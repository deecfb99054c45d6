"""The ways the presale room says no. Codes with a dot are those of the guide."""

from amanat.words.refusal import Refused


class SecretBroken(Refused):
    """What {party} opened is not what {party} had locked before. This draw does not stand."""

    fa = "آنچه {party} باز کرد همان نیست که پیش‌تر قفل کرده بود. این قرعه پذیرفته نیست."
    status = 422
    code = "draw.secret_broken"


class TicketsChanged(Refused):
    """The list of tickets is not the one that was fixed before the draw."""

    fa = "فهرست بلیت‌ها همان نیست که پیش از قرعه بسته شده بود."
    status = 422
    code = "draw.tickets_changed"


class NoSuchOpening(Refused):
    """There is no such opening."""

    fa = "چنین نوبتی نیست."
    status = 404
    code = "opening.missing"


class OpeningShut(Refused):
    """This opening takes no applications now. Its hours are on its page."""

    fa = "این نوبت اکنون درخواست نمی‌پذیرد. ساعت‌هایش در صفحهٔ آن آمده است."
    code = "opening.shut"


class OtherApplication(Refused):
    """You have already applied here, for another number. The first one stands."""

    fa = "پیش‌تر اینجا برای شماری دیگر درخواست داده‌اید. همان نخستین پابرجاست."
    code = "opening.other_application"


class TooManyUnits(Refused):
    """One person may ask for 1 to {most} here."""

    fa = "هر نفر در اینجا ۱ تا {most} عدد می‌تواند بخواهد."
    status = 422
    code = "opening.too_many_units"


class OpeningStopped(Refused):
    """This opening stands still for now. Nobody loses a place; its page says when it goes on."""

    fa = "این نوبت فعلاً ایستاده است. جای کسی از دست نمی‌رود؛ صفحهٔ آن می‌گوید کی ادامه می‌یابد."
    code = "opening.stopped"


class PassNotOurs(Refused):
    """This pass was not given out by us, or it is for another opening. Open the page again."""

    fa = "این برگهٔ ورود را ما نداده‌ایم یا برای نوبتی دیگر است. صفحهٔ نوبت را دوباره باز کنید."
    status = 403
    code = "opening.pass_not_ours"


class NoSuchApplication(Refused):
    """There is no such application. Take the address as we gave it, to its last letter."""

    fa = "چنین درخواستی نیست. نشانی را همان‌گونه که داده‌ایم، تا آخرین حرف، به کار ببرید."
    status = 404
    code = "opening.no_such_application"


class OpeningCrowded(Refused):
    """Too many come at once. Send the same again in {seconds} seconds."""

    fa = "خیلی‌ها هم‌زمان آمده‌اند. همین را {seconds} ثانیه دیگر دوباره بفرستید."
    status = 429
    code = "opening.crowded"


class OutcomeUnknown(Refused):
    """We do not know yet whether it arrived. Send the same again: you will not be counted twice."""

    fa = "هنوز نمی‌دانیم رسیده است یا نه. همین را دوباره بفرستید؛ دو بار شمرده نمی‌شوید."
    status = 503
    code = "opening.outcome_unknown"


class TicketMistyped(Refused):
    """This is not a ticket’s code: its check character does not fit. One character was changed."""

    fa = "این شمارهٔ هیچ بلیتی نیست: نویسهٔ کنترل آن نمی‌خواند و دست‌کم یک نویسه عوض شده است."
    status = 404
    code = "ticket.mistyped"


class TooSoon(Refused):
    """Announce it at least {hours} hours before it opens."""

    fa = "نوبت را دست‌کم {hours} ساعت پیش از بازشدن اعلام کنید."
    status = 422
    code = "campaign.too_soon"


class WindowTooShort(Refused):
    """A lottery stays open for at least {days} days."""

    fa = "ثبت‌نام قرعه‌کشی دست‌کم {days} روز باز می‌ماند."
    status = 422
    code = "campaign.window_too_short"


class WindowTooLong(Refused):
    """A campaign opens within {ahead} days and stays open for at most {days}."""

    fa = "نوبت تا {ahead} روز دیگر باز می‌شود و حداکثر {days} روز باز می‌ماند."
    status = 422
    code = "campaign.window_too_long"


class OutsideThePermit(Refused):
    """The permit allows sales until its last day. The campaign and its draw must fit before it."""

    fa = "فروش تا آخرین روز مجوز است؛ نوبت و قرعه‌کشی باید پیش از آن باشد."
    status = 422
    code = "campaign.outside_permit"


class GroupsUnclear(Refused):
    """Name groups once each, with their seats; the last one is open to everybody."""

    fa = "هر گروه را یک بار و با شمار سهمش بنویسید؛ گروه آخر برای همه است."
    status = 422
    code = "campaign.groups"


class CampaignShut(Refused):
    """This campaign takes nobody now. Its times are on its page."""

    fa = "این نوبت اکنون ثبت‌نام نمی‌کند. زمان‌هایش در صفحهٔ آن آمده است."
    code = "campaign.shut"


class EnlistedBefore(Refused):
    """Somebody with this national id has already enlisted in this opening."""

    fa = "با این کد ملی پیش‌تر در همین نوبت ثبت‌نام شده است."
    code = "buyer.enlisted_before"


class NotEligible(Refused):
    """You cannot enlist here: {reasons}"""

    fa = "اینجا نمی‌توانید ثبت‌نام کنید: {reasons}"
    status = 422
    code = "buyer.not_eligible"


class FileMissing(Refused):
    """First say what the rules ask about: your birthday, cars and licence."""

    fa = "نخست آنچه قاعده‌ها می‌پرسند بگویید: زادروز، خودروها و گواهینامه."
    status = 422
    code = "buyer.file_missing"


class IdentityMissing(Refused):
    """Make your national id known first: each of them enlists once."""

    fa = "نخست کد ملی خود را بشناسانید: با هر کد ملی یک بار ثبت‌نام می‌شود."
    status = 422
    code = "buyer.identity_missing"


class DayImpossible(Refused):
    """This day cannot be right."""

    fa = "این روز نمی‌تواند درست باشد."
    status = 422


class SecondPerson(Refused):
    """Another person, with another national id, asks for this first; then you decide."""

    fa = "نخست شخصی دیگر، با کد ملی دیگر، این را می‌خواهد؛ سپس شما تصمیم می‌گیرید."
    status = 403
    code = "campaign.second_person"


class NotAsked(Refused):
    """Nobody has asked for this step yet: two people do it."""

    fa = "هنوز کسی این گام را نخواسته است: دو نفر آن را برمی‌دارند."
    code = "campaign.not_asked"


class StillSuspended(Refused):
    """The permit is suspended; the campaign goes on when the permit does."""

    fa = "مجوز تعلیق است؛ نوبت با مجوز ادامه می‌یابد."
    code = "campaign.still_suspended"


class LocksMissing(Refused):
    """{count} of the five parties have not locked their secrets: it opens when they have."""

    fa = "{count} طرف از پنج طرف هنوز راز خود را قفل نکرده‌اند؛ پس از آن باز می‌شود."
    code = "draw.locks_missing"


class PartyTaken(Refused):
    """This party or person has a secret here already."""

    fa = "این طرف یا این شخص هم‌اکنون رازی در این قرعه دارد."
    code = "draw.party_taken"


class KeeperTied(Refused):
    """This person has a tie to the maker, and keeps no secret but the maker’s own."""

    fa = "این شخص با سازنده پیوند دارد و جز راز خود سازنده رازی نگه نمی‌دارد."
    status = 403
    code = "draw.keeper_tied"


class LockedBefore(Refused):
    """Your secret is locked. What is locked stands."""

    fa = "راز شما قفل شده است؛ قفل‌شده عوض نمی‌شود."
    code = "draw.locked_before"


class TooEarlyToOpen(Refused):
    """Secrets are opened once the list of tickets is fixed, not before."""

    fa = "رازها پس از بسته‌شدن فهرست بلیت‌ها باز می‌شوند، نه پیش از آن."
    code = "draw.too_early"


class SecretsMissing(Refused):
    """{count} secrets are not open yet. Three holders can open each of them together."""

    fa = "{count} راز هنوز باز نشده است. هر کدام را سه نگه‌دارنده با هم می‌گشایند."
    code = "draw.secrets_missing"


class StillEnlisting(Refused):
    """Somebody who began before the close is not through yet; the list is fixed right after."""

    fa = "کسی که پیش از بسته‌شدن آغاز کرده هنوز به پایان نرسیده؛ فهرست پس از آن بسته می‌شود."
    code = "draw.still_enlisting"


class DrawNotDue(Refused):
    """The draw is not due yet."""

    fa = "هنوز زمان قرعه‌کشی نرسیده است."
    code = "draw.not_due"


class NothingPublished(Refused):
    """This file of the draw is not published yet."""

    fa = "این پروندهٔ قرعه هنوز منتشر نشده است."
    status = 404
    code = "draw.not_published"


class OffersOpen(Refused):
    """Offers of this campaign are still open."""

    fa = "پیشنهادهایی از این نوبت هنوز باز است."
    code = "campaign.offers_open"


class OfferBeingPaid(Refused):
    """The bank is still answering for this payment: the offer waits for the answer."""

    fa = "بانک هنوز دربارهٔ این پرداخت پاسخ می‌دهد؛ پیشنهاد تا پاسخ آن می‌ماند."
    code = "offer.being_paid"


class OfferTooLate(Refused):
    """The time to pay has passed; it went to the next in line."""

    fa = "مهلت پرداخت گذشت و نوبت به نفر بعدی رسید."
    code = "offer.too_late"
