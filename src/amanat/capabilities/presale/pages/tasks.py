"""What campaigns ask of those who keep a secret of the draw, and of the desk."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import queries
from amanat.capabilities.presale.models import Campaign, SecretHolder
from amanat.capabilities.presale.states import ANNOUNCED, BEFORE_DRAW, CAMPAIGN
from amanat.face.tasks import Pile, Reader, Task
from amanat.words.act import Role
from amanat.words.text import Text

LOCK = Text("راز قرعه را قفل کنید", "Lock your secret of the draw")
OPEN = Text("راز قرعه را باز کنید", "Open your secret of the draw")
GIVE = Text("بخش رازی را که نگه داشته‌اید بدهید", "Give the part that you keep of a secret")
PAGE = "presale:desk"
STEPS = Pile[Campaign](
    what=Text(
        "دربارهٔ {n} درخواست ایستاندن، ادامه یا لغو نوبت تصمیم بگیرید",
        "Decide about steps of campaigns: {n}",
    ),
    page=PAGE,
    find=queries.asked_steps,
    whose={state: {Role.SUPERVISOR} for state in BEFORE_DRAW},
    first=lambda one: (one.asked_by,),
    about=lambda one: one.business_id,
    due=lambda _: None,
)
KEEPERS = Pile[Campaign](
    what=Text("نگه‌دارندگان راز {n} قرعه را نام ببرید", "Name who keeps the secrets of draws: {n}"),
    page=PAGE,
    find=queries.without_holders,
    whose={ANNOUNCED: {Role.OFFICER}},
    about=lambda one: one.business_id,
)


def waiting(reader: Reader) -> Iterator[Task]:
    """A draw cannot run before every secret is locked, nor before each is opened, or three others
    gave their parts of it."""
    wanted = queries.secrets_wanted(reader.act.person, reader.act.at)
    sold = permits.permits_of({one.campaign.permit_id for one in wanted}) if wanted else {}
    for one in wanted:
        yield _secret(one, sold[one.campaign.permit_id])
    yield from STEPS.lines(reader)
    yield from KEEPERS.lines(reader)


def _secret(one: SecretHolder, permit: permits.Permit) -> Task:
    campaign = one.campaign
    what = LOCK if one.lock is None else OPEN if one.secret is None else GIVE
    return Task(
        what=what,
        url=reverse("presale:secret", args=[campaign.pk]),
        title=permit.title,
        state=CAMPAIGN.states[campaign.state],
        tone="due",
        due_at=campaign.opens_at if one.lock is None else campaign.draw_at,
    )
