"""What people send is kept clean, or not at all; and comes back as data nobody's browser runs."""

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from amanat.capabilities.evidence import actions as evidence
from amanat.capabilities.evidence import queries, refusals, rules
from amanat.capabilities.evidence.models import File
from amanat.capabilities.evidence.tests import samples
from amanat.capabilities.people.models import Person
from amanat.face.files import as_data
from amanat.kernel.clock import time as clock
from amanat.kernel.log.history import history
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, NotYours, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def owner() -> Person:
    phone = f"09{random.randrange(10**9):09d}"
    return Person.objects.create(phone=phone, created_at=clock.now())


def send(
    owner: Person, content: bytes, name: str = "photo.jpg", allowed: frozenset[str] = rules.PAPERS
) -> File:
    act = Act(owner.pk, Role.PERSON, at=clock.now())
    upload = SimpleUploadedFile(name, content)
    return evidence.keep(act, person_id=owner.pk, upload=upload, allowed=allowed)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_with_its_size_and_two_hashes(owner: Person, kind: str) -> None:
    file = send(owner, samples.picture(kind))
    assert (file.kind, file.width, file.height) == (kind.lower(), 40, 30)
    kept = queries.read(file.pk)
    assert Image.open(BytesIO(kept.content)).size == (40, 30)
    assert len({file.sha256, file.original_sha256}) in (1, 2)
    (fact,) = history(f"file:{file.pk}")
    assert fact.facts["sha256"] == file.sha256


def test_where_and_with_what_a_photo_was_taken_is_forgotten(owner: Person) -> None:
    original = samples.photo_with_a_place()
    assert b"SpyPhone" in original
    kept = queries.read(send(owner, original).pk)
    image = Image.open(BytesIO(kept.content))
    assert dict(image.getexif()) == {}
    assert image.size == (30, 40), "It was turned upright before the note about it was dropped."
    assert b"SpyPhone" not in kept.content and b"script" not in kept.content


def test_what_hides_behind_a_picture_stays_behind(owner: Person) -> None:
    kept = queries.read(send(owner, samples.polyglot()).pk)
    assert b"script" not in kept.content and b"PK\x03\x04" not in kept.content


@pytest.mark.parametrize(
    "content", [samples.SVG, samples.PAGE, samples.PROGRAM, samples.ARCHIVE, samples.GIF, b"x"]
)
def test_anything_else_is_refused_whatever_it_is_called(owner: Person, content: bytes) -> None:
    with pytest.raises(refusals.WrongKind) as refusal:
        send(owner, content, "innocent.jpg")
    assert refusal.value.param == "file"


def test_a_wrong_ending_does_not_matter_and_is_mended(owner: Person) -> None:
    file = send(owner, samples.picture("PNG"), "../../etc/عکس.php.html")
    assert (file.kind, file.name) == ("png", "عکس.png")


def test_a_document_is_not_kept_where_pictures_are_asked_for(owner: Person) -> None:
    with pytest.raises(refusals.WrongKind):
        send(owner, samples.written(samples.paper()), allowed=rules.IMAGES)


def test_a_flood_of_pixels_is_refused_before_it_is_decoded(owner: Person) -> None:
    content = samples.flood_of_pixels()
    assert len(content) < 100_000
    with pytest.raises(refusals.TooManyPixels):
        send(owner, content)
    with pytest.raises(refusals.TooManyPixels):
        send(owner, samples.flood_of_pixels(60_000, 60_000))


@pytest.mark.parametrize(
    "content",
    [
        samples.picture()[:200],
        samples.picture("PNG")[:60],
        b"\xff\xd8\xff" + b"\x00" * 500,
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 500,
        b"RIFF\x00\x00\x00\x00WEBP" + b"\x00" * 50,
        b"%PDF-1.7\nnothing",
        b"%PDF-1.7\n%%EOF",
    ],
)
def test_a_broken_file_is_refused(owner: Person, content: bytes) -> None:
    with pytest.raises(refusals.BrokenFile):
        send(owner, content)


def test_size_is_measured_not_believed(owner: Person) -> None:
    with pytest.raises(refusals.FileEmpty):
        send(owner, b"")
    with pytest.raises(refusals.FileTooLarge):
        send(owner, samples.picture() + bytes(rules.MOST_BYTES))


def test_a_document_is_rewritten_with_its_pages_only(owner: Person) -> None:
    writer = samples.paper(3)
    writer.add_metadata({"/Author": "A. Secret"})
    file = send(owner, samples.written(writer) + b"<script>PK\x03\x04", "قرارداد.pdf")
    kept = queries.read(file.pk)
    assert (file.kind, file.pages, len(PdfReader(BytesIO(kept.content)).pages)) == ("pdf", 3, 3)
    assert b"Secret" not in kept.content and b"script" not in kept.content


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (samples.paper_with_a_script, refusals.ActiveDocument),
        (samples.paper_with_a_file, refusals.ActiveDocument),
        (samples.paper_that_launches, refusals.ActiveDocument),
        (samples.paper_with_a_password, refusals.LockedDocument),
        (samples.paper_that_swells, refusals.SwollenDocument),
        (lambda: samples.paper_that_swells(layers=2), refusals.SwollenDocument),
        (samples.paper_with_a_huge_picture, refusals.SwollenDocument),
        (lambda: samples.written(samples.paper(61)), refusals.TooManyPages),
    ],
    ids=["script", "file", "launch", "password", "bomb", "nested bomb", "pixels", "long"],
)
def test_a_hostile_document_is_refused(
    owner: Person, make: Callable[[], bytes], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        send(owner, make(), "contract.pdf")


def test_a_refused_file_leaves_nothing_on_the_disk(owner: Person, shelf: Path) -> None:
    with pytest.raises(refusals.BrokenFile):
        send(owner, samples.picture()[:200])
    assert list(shelf.rglob("*")) == []


def test_nobody_sends_in_anothers_name(owner: Person) -> None:
    act = Act(owner.pk + 1, Role.PERSON, at=clock.now())
    upload = SimpleUploadedFile("a.jpg", samples.picture())
    with pytest.raises(NotYours):
        evidence.keep(act, person_id=owner.pk, upload=upload)


def test_a_day_has_a_limit(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_FILES_A_DAY", 1)
    send(owner, samples.picture())
    with pytest.raises(refusals.TooManyUploads):
        send(owner, samples.picture())


def test_only_the_owner_opens_a_file(owner: Person) -> None:
    file = send(owner, samples.picture())
    assert queries.open_file(file.pk, owner.pk) == file
    for stranger in (owner.pk + 1, None):
        with pytest.raises(NotFound):
            queries.open_file(file.pk, stranger)


def test_its_name_on_the_disk_says_nothing_and_nobody_else_may_read_it(
    owner: Person, shelf: Path
) -> None:
    file = send(owner, samples.picture(), "کارت ملی.jpg")
    path = shelf / file.path
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(path.name) == 40 and path.suffix == ""


def test_a_file_changed_behind_our_back_is_not_shown(owner: Person, shelf: Path) -> None:
    file = send(owner, samples.picture())
    (shelf / file.path).write_bytes(b"forged")
    with pytest.raises(queries.FileChanged):
        queries.read(file.pk)


def test_it_is_served_as_data_that_no_browser_runs(owner: Person) -> None:
    answer = served(send(owner, samples.picture(), "رسید.jpg").pk)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"].startswith("inline; filename*=UTF-8''%D8%B1")
    document = served(send(owner, samples.written(samples.paper()), "x.pdf").pk)
    assert document["Content-Disposition"] == "attachment; filename*=UTF-8''x.pdf"


def served(file_id: int) -> HttpResponse:
    opened = queries.read(file_id)
    return as_data(opened.content, name=opened.file.name, media_type=opened.file.media_type)


def test_its_page_opens_for_the_owner_and_for_nobody_else(owner: Person, client: Client) -> None:
    file = send(owner, samples.picture())
    assert client.get(f"/files/{file.pk}").status_code == 303
    stranger = Person.objects.create(
        phone=f"09{random.randrange(10**9):09d}", created_at=clock.now()
    )
    client.force_login(stranger)
    assert client.get(f"/files/{file.pk}").status_code == 404
    client.force_login(owner)
    answer = client.get(f"/files/{file.pk}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
