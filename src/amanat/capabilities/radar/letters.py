"""What the radar writes; each fits two parts of an SMS."""

from amanat.words.text import Text

NOTICE = Text(
    "امانت: در سایت {host} {what}. تا {hours} ساعت بردارید یا اعتراض کنید: {link}",
    "Amanat: {host}: {what}. Remove it or object within {hours} hours: {link}",
)
WHAT = {
    "forged_seal": Text("نماد جعلی دیده شد", "a forged seal was seen"),
    "suspended_trading": Text(
        "با نماد معلق فروش دیده شد", "sales were seen while the seal is suspended"
    ),
}
ORDER_LATE = Text(
    "امانت: درگاه {gateway} دستور قطع {code} را در مهلت انجام نداد.",
    "Amanat: gateway {gateway} did not carry out order {code} in time.",
)
