"""How often is looked, how much is taken, and what things are called."""

from datetime import timedelta

from amanat.words.text import Text

PACES = {
    "suspended": Text("معلق", "Suspended"),
    "high": Text("پرخطر", "High risk"),
    "normal": Text("عادی", "Normal"),
}
SOURCES = {
    "register": Text("دفتر ثبت", "The register"),
    "list": Text("فهرست نشانی‌ها", "A list of addresses"),
    "report": Text("گزارش مردم", "A public report"),
    "link": Text("پیوند", "A link"),
}
CHANNELS = {
    "holder": Text("پیامک به صاحب نماد", "SMS to the seal’s holder"),
    "phone": Text("پیامک به شمارهٔ سایت", "SMS to the site’s number"),
    "public": Text("آگهی در فهرست همگانی", "Notice on the public list"),
}
#  What is done to a site whose pages show a seal, in hours and days: names of dated parameters.
HOURS = {
    "suspended": "seal.watch.crawl_suspended_hours",
    "high": "seal.watch.crawl_high_risk_hours",
    "normal": "seal.watch.crawl_normal_hours",
}
TRIAGE = "seal.watch.triage_hours"
NOTIFY = "seal.watch.notify_hours"
ANSWER = "seal.watch.notice_hours"
RECHECK = "seal.watch.second_check_hours"
RECHECK_WAIT = "seal.watch.recheck_wait_hours"
GATEWAY = "seal.watch.gateway_order_hours"
BLOCK = "seal.watch.block_request_after_hours"
COMMITTEE_DAYS = "seal.watch.committee_working_days"
THRESHOLD = "seal.watch.forged_score_threshold"
FALSE_TARGET = "seal.watch.false_positive_target"
BASELINE = "seal.watch.baseline"

LEAST_WORDS, LONGEST_WORDS = 10, 1_000
LONGEST_ADDRESS = 500
MOST_IN_LIST = 500
MOST_VISITS_A_SWEEP = 100
VISIT_LOST_AFTER = timedelta(minutes=15)
MOST_REPORTS_OF_A_NETWORK = 10
REPORT_SPAN = timedelta(hours=1)
SCREENSHOTS_NEEDED = 2
MOST_SHOWN = 100
