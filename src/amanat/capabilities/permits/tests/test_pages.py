"""The pages of permits, as the maker, the desk and a reader of adverts meet them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amanat.capabilities.businesses.tests.cast import a_person
from amanat.capabilities.evidence.tests.samples import picture
from amanat.capabilities.people.models import Person
from amanat.capabilities.permits import actions as permits
from amanat.capabilities.permits import queries
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.tests.cast import PRICE, WORDS, Maker, parts
from amanat.kernel.clock import time as clock
from amanat.words.moments import typed_date

pytestmark = pytest.mark.django_db


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def org(maker: Maker, rest: str = "") -> str:
    return f"/org/{maker.shop.business.code}/permits{rest}"


def test_a_maker_writes_the_application_in_parts_and_signs_it(maker: Maker) -> None:
    client, known = browser(maker.owner), parts()
    client.post(org(maker, "/new"), {"kind": "vehicle", "method": "firm", "title": "سپهر ۲"})
    maker.permit = Permit.objects.latest("pk")
    at = org(maker, f"/{maker.now.code}")
    goods = {"kind": "vehicle", "method": "firm", "title": "سپهر ۲", "model": "سپهر",
             "colours": "سفید\nمشکی"}  # fmt: skip
    price = {"quantity": "۱۰۰", "price_units": f"{PRICE // 10}", "instalments": "۳۰ 0\n۷۰ درصد ۳ ماه",
             "participation": "26", "withdrawal": "۲۰"}  # fmt: skip
    days = {name: typed_date(getattr(known[2], name), "fa") for name in
            ("sale_from", "sale_until", "first_delivery", "last_delivery")}  # fmt: skip
    production = days | {
        "certified_capacity": "200", "certifier": "مؤسسهٔ آوند", "certifier_id": known[2].certifier_id,
        "certificate_number": "K-77", "weeks": f"{typed_date(known[2].weeks[0][0], 'fa')} ۱۰۰",
        "cost_units": "60000000000", "stages": "قطعه و مواد ۴۰\nساخت ۶۰",
    }  # fmt: skip
    guarantee = {
        "guarantee_kind": "bond", "guarantee_issuer": "بانک ملت", "guarantee_number": "7",
        "guarantee_units": "8000000000", "guarantee_until": f"{known[3].guarantee_until}",
    }  # fmt: skip
    for task, typed in (("goods", goods), ("price", price), ("production", production),
                        ("guarantee", guarantee)):  # fmt: skip
        answer = client.post(f"{at}/new/{task}", typed)
        assert answer.status_code == 303, answer.content.decode()
    one = maker.now
    assert one.instalments == [
        {"basis_points": 3000, "months": 0},
        {"basis_points": 7000, "months": 3},
    ]
    assert (one.price_units, one.participation_basis_points) == (PRICE, 2600)
    page = client.get(f"{at}/new/sign").content.decode()
    assert "امضا می‌کنم و می‌فرستم" in page and "تأییدنشده" in page
    maker.requested()
    assert maker.now.state == "requested"
    assert client.get(at).status_code == 200 and client.get(org(maker)).status_code == 200


def test_the_free_ceiling_stands_beside_the_price_and_what_was_typed_stays(maker: Maker) -> None:
    maker.filled()
    client = browser(maker.owner)
    page = client.get(org(maker, f"/{maker.now.code}/new/price")).content.decode()
    assert "بزرگ‌ترین جمع ممکن" in page and "data-room=" in page
    wrong = client.post(
        org(maker, f"/{maker.now.code}/new/price"), {"quantity": "12", "instalments": "نیم حالا"}
    )
    assert wrong.status_code == 422
    assert "سطر ۱ خوانده نشد" in wrong.content.decode() and 'value="12"' in wrong.content.decode()


def test_the_desk_checks_and_the_committee_grants(maker: Maker) -> None:
    one = maker.requested()
    officer, member = browser(maker.officer), browser(maker.member)
    assert one.title in officer.get("/desk/permits").content.decode()
    bench = officer.get(f"/desk/permits/{one.code}").content.decode()
    assert "قاعده‌ها" in bench and "تحویل در مهلت روش" in bench and "منبع" in bench
    at = f"/desk/permits/{one.code}"
    short = officer.post(
        f"{at}/check_capacity", {"capacity": "200", "other_backlog": "0", "words": "x"}
    )
    assert short.status_code == 422 and 'value="200"' in short.content.decode()
    officer.post(f"{at}/check_capacity", {"capacity": "200", "other_backlog": "0", "words": WORDS})
    assert maker.now.state == "checked"
    assert officer.post(f"{at}/grant_permit", {"quantity": "90", "words": WORDS}).status_code == 422
    member.post(f"{at}/grant_permit", {"quantity": "90", "words": WORDS})
    assert (maker.now.state, maker.now.quantity) == ("permitted", 90)


def test_anybody_reads_a_permit_and_checks_an_advert(granted: Maker) -> None:
    one, anybody = granted.now, Client()
    assert one.title in anybody.get("/presales").content.decode()
    page = anybody.get(f"/presales/{one.code}").content.decode()
    assert queries.versions(one.pk)[0].sha256 in page and "اگر دیر تحویل شود" in page
    true = anybody.get("/presales/advert", {"code": one.code, "price_units": f"{PRICE // 10}"})
    assert "آگهی با مجوز می‌خواند" in true.content.decode()
    false = anybody.get("/presales/advert", {"code": one.code.lower(), "quantity": "101"})
    assert "آگهی با مجوز نمی‌خواند" in false.content.decode()
    unknown = anybody.get("/en/presales/advert", {"code": "PS-0000-0000-0000"}).content.decode()
    assert "There is no permit with this number" in unknown
    permits.suspend_permit(granted.house(), permit_id=one.pk, reason="advert")
    over = anybody.get("/presales/advert", {"code": one.code}).content.decode()
    assert "برقرار نیست" in over
    assert "آگهی خلاف مجوز" in anybody.get(f"/presales/{one.code}").content.decode()


def test_a_holder_asks_for_a_change_and_the_committee_answers(granted: Maker) -> None:
    one = granted.now
    owner, member = browser(granted.owner), browser(granted.member)
    owner.post(org(granted, f"/{one.code}/amend"), {"quantity": "60", "words": WORDS})
    asked = portal_change(one)
    assert "در انتظار کمیته" in owner.get(org(granted, f"/{one.code}")).content.decode()
    assert "تصویب تغییر" in member.get(f"/desk/permits/{one.code}").content.decode()
    member.post(f"/desk/permits/changes/{asked}/make_permit_change", {})
    assert granted.now.quantity == 60


def portal_change(one: Permit) -> int:
    return queries.changes(one.pk)[0].pk


@pytest.mark.parametrize("path", ["", "/new/price", "/new/sign"])
def test_a_stranger_finds_nothing_of_an_application(maker: Maker, path: str) -> None:
    maker.filled()
    stranger = browser(a_person())
    assert stranger.get(org(maker, f"/{maker.now.code}{path}")).status_code == 404
    assert stranger.get(f"/desk/permits/{maker.now.code}").status_code == 404
    assert Client().get(f"/presales/{maker.now.code}").status_code == 404


def test_what_is_saved_is_shown_as_it_may_be_typed_again(maker: Maker) -> None:
    maker.filled()
    client, at = browser(maker.owner), org(maker, f"/{maker.now.code}/new")
    page = client.get(f"{at}/price").content.decode()
    assert "۳۰ درصد، ۰ ماه\n۷۰ درصد، ۳ ماه" in page and 'value="۱۰۰"' in page
    before = (maker.now.instalments, queries.programme(maker.pk)[0].units, maker.now.cost_plan)
    for task in ("price", "production"):
        shown = client.get(f"{at}/{task}").context["form"]
        typed = {name: shown[name].value() or "" for name in shown.fields}
        typed.pop("certificate_file", None)
        answer = client.post(f"{at}/{task}", typed)
        assert answer.status_code == 303, answer.content.decode()
    assert before == (
        maker.now.instalments, queries.programme(maker.pk)[0].units, maker.now.cost_plan
    )  # fmt: skip


def test_the_certificate_comes_as_a_file_that_holder_and_desk_may_open(maker: Maker) -> None:
    maker.filled()
    at, paper = org(maker, f"/{maker.now.code}"), SimpleUploadedFile("k.jpg", picture())
    owner, nothing = browser(maker.owner), {"certificate_number": "K-1"}
    wrong = SimpleUploadedFile("k.exe", b"MZ")
    said = owner.post(f"{at}/new/production", {**nothing, "certificate_file": wrong})
    assert said.status_code == 422 and "certificate_file-error" in said.content.decode()
    owner.post(f"{at}/new/production", {**nothing, "certificate_file": paper})
    kept = maker.now.certificate_file_id
    owner.post(f"{at}/new/production", nothing)
    assert kept is not None and maker.now.certificate_file_id == kept, "Empty keeps the old one."
    assert owner.get(f"{at}/certificate").status_code == 200
    desk = f"/desk/permits/{maker.now.code}/certificate"
    assert browser(maker.officer).get(desk).status_code == 404, "A draft is nobody else’s."
    Permit.objects.filter(pk=maker.pk).update(requested_at=clock.now())
    assert browser(maker.officer).get(desk).status_code == 200
    assert browser(a_person()).get(desk).status_code == 404
    assert browser(a_person()).get(f"{at}/certificate").status_code == 404


def test_the_desk_returns_several_fields_at_once_and_offers_no_step_of_another(
    maker: Maker,
) -> None:
    one = maker.requested()
    at, officer = f"/desk/permits/{one.code}", browser(maker.officer)
    half = {"field_1": "weeks", "words_1": WORDS, "field_2": "certifier"}
    said = officer.post(f"{at}/return_permit", half)
    assert said.status_code == 422 and "words_2-error" in said.content.decode()
    officer.post(f"{at}/return_permit", half | {"words_2": WORDS})
    assert sorted(maker.now.defects) == ["certifier", "weeks"]
    again = maker.requested()
    permits.check_capacity(maker.desk(), permit_id=again.pk, capacity=200, words=WORDS)
    member = browser(maker.member).get(at).content.decode()
    assert "/grant_permit" in member and "/propose_grant" not in member
