"""Sales that cannot be believed come to an officer."""

from amanat.capabilities.ranks.actions.parts import check_staff, reason
from amanat.capabilities.ranks.events import SalesCaseClosed, SalesCaseOpened
from amanat.capabilities.ranks.models import SalesCase
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act


def open_sales_case(act: Act, *, business_id: int, kind: str, subject: str) -> SalesCase:
    """One open case of a kind at a time; what comes later stands in the notes beside it."""
    known = SalesCase.objects.filter(business_id=business_id, kind=kind, state="open").first()
    if known is not None:
        return known
    case = SalesCase(business_id=business_id, kind=kind, subject=subject, opened_at=act.at)
    move(act, case, "open_sales_case", SalesCaseOpened(business_id, kind))
    return case


@atomic
def close_sales_case(act: Act, *, sales_case_id: int, words: str) -> SalesCase:
    """An officer looked, and writes what was found."""
    case = SalesCase.objects.lock(sales_case_id)
    check_staff(act, case.business_id)
    case.words, case.closed_by_id, case.closed_at = reason(words), act.person, act.at
    move(act, case, "close_sales_case", SalesCaseClosed(case.business_id, case.kind))
    return case
