"""What has happened so far: the seller's promises, his cash, and what buyers said.

The seller is a machine with one habit: he sells below the price of the day, delivers the oldest
promise first as long as the cash of the newest buyers reaches, and takes his own share off the top.
Nothing of the days to come is in here.
"""

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import date, timedelta

from amanat.capabilities.lab.rules.history import MINUTES, PROMISED_DAYS, Order
from amanat.capabilities.lab.rules.record import Filed, Record

SOLD_PERCENT = 94  # Of the price of the day: what made the offer too good.
DRAWN_PERCENT = 18  # Of every payment: campaigns, and the house itself.
LATE_AFTER_DAYS = 3
ANSWERS_UNTIL = 60  # With more promises overdue than this he no longer answers complaints.
YEAR_DAYS = 365
ORDINARY_SALES = 40  # From stock, in a shop: they made him known, and put nobody at risk.
ANSWER_DAYS, DECISION_DAYS = 3, 20


@dataclass(slots=True)
class Books:
    """The state at one moment; `day` counts from the founding. Amounts are whole rial."""

    began: date
    founded: date
    prices: list[int] = field(default_factory=list)  # Of every day up to today, and no further.
    day: int = 0
    cash_units: int = 0
    fresh_units: int = 0  # Taken today, not yet paid out to the seller.
    escrow_units: int = 0
    gross_units: int = 0  # Received for what is not delivered.
    taken_units: int = 0
    taken_by_day: list[int] = field(default_factory=list)
    sold_fine_mg: int = 0
    sales: int = 0
    on_time: Counter[int] = field(default_factory=Counter)  # Deliveries by their day.
    late: Counter[int] = field(default_factory=Counter)
    waiting: deque[Order] = field(default_factory=deque)
    delivered: set[int] = field(default_factory=set)
    sold_until: list[int] = field(default_factory=list)  # Sales up to the end of each day.
    restless: dict[int, list[Order]] = field(default_factory=dict)  # By the day patience ends.
    complaints: list[int] = field(default_factory=list)  # Minutes since the founding.
    customers: set[int] = field(default_factory=set)
    complainants: set[int] = field(default_factory=set)
    answered: Counter[int] = field(default_factory=Counter)  # By the day they were filed.
    unanswered: Counter[int] = field(default_factory=Counter)
    suspended_on: int | None = None
    frozen_at: int | None = None  # The minute since the founding at which headroom was frozen.

    @property
    def date(self) -> date:
        return self.began + timedelta(days=self.day)

    @property
    def exposure_units(self) -> int:
        """What buyers would lose if all ended here."""
        return self.gross_units - self.escrow_units

    def record(self) -> Record:
        """What the platform knows in the morning: the last year up to yesterday."""
        told = [self._filed(day, n, ANSWER_DAYS) for day, n in self._since(self.answered)]
        silent = [self._filed(day, n, None) for day, n in self._since(self.unanswered)]
        return Record(
            began=self.founded,
            on_time=ORDINARY_SALES + sum(n for _, n in self._since(self.on_time)),
            late=sum(n for _, n in self._since(self.late)),
            undelivered=self.overdue,
            complaints=(*told, *silent),
            revenue_units=self.revenue_units(),
        )

    def _since(self, days: Counter[int]) -> list[tuple[int, int]]:
        """Of the last year, up to yesterday."""
        began = self.day - YEAR_DAYS
        return [(day, count) for day, count in days.items() if began <= day < self.day]

    def _filed(self, day: int, count: int, answer_days: int | None) -> Filed:
        """A complaint as it stands this morning: he answers some, and none is found groundless."""
        filed = self.began + timedelta(days=day)
        is_answered = answer_days is not None and day + answer_days < self.day
        answered = filed + timedelta(days=answer_days or 0) if is_answered else None
        is_upheld = True if day + DECISION_DAYS < self.day else None
        return Filed(filed, answered, is_upheld, count)

    @property
    def overdue(self) -> int:
        """Promises whose day has passed."""
        last = self.day - PROMISED_DAYS - 1
        return self.sold_until[last] - len(self.delivered) if last >= 0 else 0

    @property
    def age_months(self) -> int:
        """Whole months since the founding."""
        began, now = self.founded, self.date
        months = (now.year - began.year) * 12 + now.month - began.month
        return months - (now.day < began.day)

    def revenue_units(self) -> int:
        """Taken in the year before today."""
        return sum(self.taken_by_day[-YEAR_DAYS:])

    def dawn(self, day: int, price: int) -> None:
        """A day begins: deliveries of what is due, and complaints of whoever has lost patience."""
        self.day = day
        self.prices.append(price)
        self._deliver()
        impatient = [
            order
            for order in self.restless.pop(day, [])
            if order.number not in self.delivered and order.customer not in self.complainants
        ]
        self.complaints += sorted(day * MINUTES + order.temper for order in impatient)
        self.complainants |= {order.customer for order in impatient}
        heard = self.unanswered if self.overdue > ANSWERS_UNTIL else self.answered
        heard[day] += len(impatient)

    def _deliver(self) -> None:
        """The oldest first, and only as far as the cash goes."""
        while self.waiting and self.waiting[0].day + PROMISED_DAYS <= self.day:
            order = self.waiting[0]
            cost = self._cost(order)
            if cost > self.cash_units:
                return
            self.delivered.add(self.waiting.popleft().number)
            self.cash_units -= cost
            self.gross_units -= order.units
            in_time = self.day - order.day <= PROMISED_DAYS + LATE_AFTER_DAYS
            (self.on_time if in_time else self.late)[self.day] += 1

    def _cost(self, order: Order) -> int:
        """What the gold that was promised costs today."""
        now, then = self.prices[self.day], self.prices[order.day]
        return order.units * now * 100 // (then * SOLD_PERCENT)

    def take(self, order: Order) -> None:
        self.waiting.append(order)
        self.restless.setdefault(order.day + PROMISED_DAYS + order.patience, []).append(order)
        self.customers.add(order.customer)
        self.gross_units += order.units
        self.taken_units += order.units
        self.fresh_units += order.units
        self.sold_fine_mg += self.fine_mg(order)
        self.sales += 1

    def fine_mg(self, order: Order) -> int:
        """How much fine gold was promised for this money, rounded up."""
        return -(-order.units // self.prices[order.day])

    def dusk(self, required_units: int) -> None:
        """The day's money is paid out, but for what must stay in escrow."""
        kept = min(max(required_units - self.escrow_units, 0), self.fresh_units)
        freed = max(self.escrow_units - required_units, 0)
        self.escrow_units += kept - freed
        paid = self.fresh_units - kept + freed
        self.cash_units += paid - paid * DRAWN_PERCENT // 100
        self.taken_by_day.append(self.fresh_units)
        self.sold_until.append(self.sales)
        self.fresh_units = 0
