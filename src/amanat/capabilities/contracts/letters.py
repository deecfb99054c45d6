"""What we write to buyers and makers at each stage; each fits two parts of an SMS."""

from amanat.words.text import Text

TO_BUYER = {
    "ContractSigned": Text(
        "امانت: قرارداد «{title}» را امضا کردید. پرداخت نخست تا {when}: {link}",
        "Amanat: you signed for “{title}”. First payment until {when}: {link}",
    ),
    "ContractFunded": Text(
        "امانت: پولتان رسید و قرارداد «{title}» برقرار شد: {link}",
        "Amanat: your money came; the contract for “{title}” is in force: {link}",
    ),
    "ContractTurnedBack": Text(
        "امانت: قرارداد بسته نشد چون {reason}. همهٔ پولتان برمی‌گردد: {link}",
        "Amanat: no contract, because {reason}. All your money comes back: {link}",
    ),
    "ContractLapsed": Text(
        "امانت: قرارداد «{title}» بسته نشد؛ {reason}: {link}",
        "Amanat: no contract for “{title}”: {reason}. {link}",
    ),
    "InstalmentDemanded": Text(
        "امانت: قسط تازهٔ قرارداد «{title}» آمادهٔ پرداخت است: {link}",
        "Amanat: an instalment for “{title}” may be paid now: {link}",
    ),
    "InstalmentPaid": Text(
        "امانت: قسط قرارداد «{title}» رسید: {link}",
        "Amanat: your instalment for “{title}” came: {link}",
    ),
    "InstalmentTurnedBack": Text(
        "امانت: قسط پذیرفته نشد چون {reason}. پولش برمی‌گردد: {link}",
        "Amanat: an instalment was not taken: {reason}. It comes back: {link}",
    ),
    "AssignmentRefused": Text(
        "امانت: واگذاری قرارداد پذیرفته نشد و نزد شما می‌ماند: {link}",
        "Amanat: passing on was refused; the contract stays with you: {link}",
    ),
    "AssignmentLapsed": Text(
        "امانت: مهلت واگذاری گذشت و قرارداد نزد شما می‌ماند: {link}",
        "Amanat: passing on lapsed; the contract stays with you: {link}",
    ),
    "ContractAssigned": Text(
        "امانت: قرارداد «{title}» از این پس از آنِ شماست، با همهٔ پولش: {link}",
        "Amanat: the contract for “{title}” is yours now, with its money: {link}",
    ),
    "ContractCalled": Text(
        "امانت: «{title}» آماده است. ماندهٔ پرداخت و روز تحویل: {link}",
        "Amanat: “{title}” is ready. What is due, and when: {link}",
    ),
    "ContractFulfilled": Text(
        "امانت: قرارداد «{title}» با تحویل پایان یافت: {link}",
        "Amanat: the contract for “{title}” ended with its delivery: {link}",
    ),
    "ContractWithdrawn": Text(
        "امانت: انصرافتان ثبت شد. پول و سودتان تا {when} برمی‌گردد: {link}",
        "Amanat: you left. Money and profit come back by {when}: {link}",
    ),
    "RepaymentOrdered": Text(
        "امانت: آنچه در حساب پروژه بود پرداخت شد؛ باقی از تضمین دستور داده شد: {link}",
        "Amanat: paid what the account held; the rest is ordered from collateral: {link}",
    ),
    "ContractRepaid": Text(
        "امانت: همهٔ پول قرارداد «{title}» به حسابتان می‌رود: {link}",
        "Amanat: all the money of “{title}” goes to your account: {link}",
    ),
    "ContractRefunded": Text(
        "امانت: قرارداد «{title}» با برنامهٔ بازگشت پول پایان یافت: {link}",
        "Amanat: the contract for “{title}” ended with the refund plan: {link}",
    ),
}
TO_NEW_BUYER = {
    "AssignmentAsked": Text(
        "امانت: قرارداد پیش‌خرید «{title}» به شما پیشنهاد شد: {link}",
        "Amanat: a contract for “{title}” is offered to you: {link}",
    ),
}
TO_SELLER = {
    "AssignmentAccepted": Text(
        "امانت: واگذاری یک قرارداد «{title}» در انتظار موافقت شماست: {link}",
        "Amanat: passing on a contract for “{title}” awaits your consent: {link}",
    ),
    "ContractWithdrawn": Text(
        "امانت: خریداری انصراف داد. تا {when} بازپرداخت کنید: {link}",
        "Amanat: a buyer left. Repay by {when}: {link}",
    ),
    "RepaymentOrdered": Text(
        "امانت: مهلت بازپرداخت گذشت و باقی‌مانده از تضمین شما دستور داده شد: {link}",
        "Amanat: too late to repay; the rest is ordered from your collateral: {link}",
    ),
}
