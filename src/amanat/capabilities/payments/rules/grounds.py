"""Why nothing may leave: the grounds of a halt, in words."""

from amanat.words.text import Text

BY_HAND = "by_hand"
UNEXPLAINED, FLOAT, BOOK, UNKNOWN = "unexplained", "negative_float", "book", "verify_unknown"
GROUNDS = {
    BY_HAND: Text("به دستور میز مالی", "by order of the finance desk"),
    UNEXPLAINED: Text("رقمی که توضیح ندارد", "a sum that nobody has explained"),
    FLOAT: Text("ماندهٔ بانک زیر صفر است", "the bank balance is below zero"),
    BOOK: Text("دفتر تراز نیست", "the book does not add up"),
    UNKNOWN: Text("پاسخ‌های نامعلوم بانک رو به افزایش است",
                  "unclear answers of the bank are rising"),
}  # fmt: skip
LONGEST_WORDS = 500
