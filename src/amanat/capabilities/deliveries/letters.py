"""What is written about deliveries. Each fits two parts of an SMS."""

from amanat.words.text import Text

TO_BUYER = {
    "DeliveryCalled": Text(
        "امانت: نوبت تحویل شما {day} است. باقی بها و کد تحویل: {link}",
        "Amanat: your delivery is on {day}. What is due, and your code: {link}",
    ),
    "DeliveryCallTakenBack": Text(
        "امانت: فروشنده فراخوان تحویل شما را پس گرفت. روز تازه را خبر می‌دهیم: {link}",
        "Amanat: the seller took your delivery call back. A new day will follow: {link}",
    ),
    "DeliveryLate": Text(
        "امانت: تحویل شما دیر شد. جبران هر روز حساب می‌شود؛ شکایت با یک لمس: {link}",
        "Amanat: your delivery is late. Each day is compensated; complain here: {link}",
    ),
    "DeliveryHanded": Text(
        "امانت: تحویل شما ثبت شد. اگر عیبی هست همین‌جا بنویسید: {link}",
        "Amanat: your delivery is recorded. If anything is wrong, say so: {link}",
    ),
    "DeliveryFailed": Text(
        "امانت: فروشنده تحویل نداد و پول شما برمی‌گردد: {link}",
        "Amanat: the seller did not deliver; your money is coming back: {link}",
    ),
    "CompensationTaken": Text(
        "امانت: جبران دیرکرد شما از حساب پروژه برداشته شد: {link}",
        "Amanat: your compensation was taken from the project’s account: {link}",
    ),
    "CompensationPaid": Text(
        "امانت: جبران دیرکرد شما پرداخت شد: {link}",
        "Amanat: the compensation for your delay is paid: {link}",
    ),
    "DelayAnswered": Text(
        "امانت: فروشنده به شکایت شما پاسخ داد: {link}",
        "Amanat: the seller answered your complaint: {link}",
    ),
}
TO_HOLDER = {
    "CompensationAccrued": Text(
        "امانت: از امروز تحویل‌هایی دیر شده‌اند و هر روز جبران دارند: {link}",
        "Amanat: deliveries are late from today; each day costs: {link}",
    ),
    "DelayComplained": Text(
        "امانت: خریداری از دیرکرد شکایت کرد؛ در مهلت پاسخ دهید: {link}",
        "Amanat: a buyer complained of a delay; answer in time: {link}",
    ),
    "CompensationTaken": Text(
        "امانت: جبران دیرکرد پرداخت نشد و از حساب پروژه برداشته شد: {link}",
        "Amanat: unpaid compensation was taken from the project: {link}",
    ),
    "SheetChecked": Text(
        "امانت: سطرهای پروندهٔ تحویل بررسی شد و منتظر تأیید شماست: {link}",
        "Amanat: the rows of your file are checked and await your word: {link}",
    ),
    "SheetDone": Text(
        "امانت: پروندهٔ تحویل انجام شد؛ رسید هر سطر آماده است: {link}",
        "Amanat: your file is done; each row has its receipt: {link}",
    ),
    "MakerInDefault": Text(
        "امانت: دیرکرد تحویل‌ها از حد گذشت و پروژه به کمیته رفت: {link}",
        "Amanat: deliveries are too late; the project went to the committee: {link}",
    ),
}
