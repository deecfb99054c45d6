"""What a stranger finds in the repository: it starts, reads, and promises only what it holds."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from stories.house import ROOT

TARGETS = {"run", "test", "check", "demo", "bench", "drill-%", "docs"}
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock")
README_LINES = 80
LARGEST_FILE_BYTES = 1024 * 1024
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
PACKAGE = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE | re.IGNORECASE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def committed() -> list[Path]:
    """Files that git keeps; without git, everything but what is ignored."""
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def plain(name: str) -> str:
    """A package name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()


def wanted(lines: list[str]) -> set[str]:
    return {plain(re.split(r"[<>=!~; ]", line)[0]) for line in lines}


def locked(name: str) -> dict[str, str]:
    return {plain(package): version for package, version in PACKAGE.findall(read(name))}


def test_make_offers_seven_targets_and_nothing_else() -> None:
    found = set(re.findall(r"^([a-z][a-z%-]*):", read("Makefile"), re.MULTILINE))
    assert found == TARGETS


def test_the_readme_fits_on_a_page_and_says_two_commands() -> None:
    text = read("README.md")
    assert len(text.splitlines()) < README_LINES
    assert "make run" in text
    assert "make test" in text


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"])
def test_the_usual_papers_are_there(name: str) -> None:
    assert read(name).startswith("# ")


def test_the_licence_is_whole() -> None:
    text = read("LICENSE")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_every_link_in_the_docs_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)} → {link}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert not broken, broken


def test_the_build_calls_make_test() -> None:
    script = ROOT / ".ci/run"
    assert script.stat().st_mode & 0o111, "chmod +x .ci/run"
    assert "make test" in script.read_text()


def test_the_locks_hold_what_the_project_names() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    product, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    extra = wanted(project["optional-dependencies"]["dev"])
    lost = wanted(project["dependencies"]) - set(product)
    assert not lost, f"Compile the locks again (CONTRIBUTING.md): {lost}"
    assert not extra - set(dev), f"Compile requirements-dev.lock again: {extra - set(dev)}"
    differ = {name for name, version in product.items() if dev.get(name) != version}
    assert not differ, f"Compile both locks together: {differ}"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_a_hash_for_every_package_and_no_address(name: str) -> None:
    text = read(name)
    assert "://" not in text
    blocks = re.split(r"\n(?=\S)", text.strip())
    bare = [block.split()[0] for block in blocks if "--hash=sha256:" not in block]
    assert not bare, f"no hash: {bare}"


def test_nothing_of_somebody_s_machine_is_committed() -> None:
    homes = re.compile(r"(?<![\w.])/(?:root|work|home/[a-z])/\w[/\w]*")
    found = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in committed()
        if path.suffix in {".py", ".md", ".toml", ".lock", ".html", ".css", ".sql", ".sh", ""}
        and path.name not in {"test_repo.py", "LICENSE"}
        for hit in homes.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not found, "\n".join(found)


def test_no_secret_and_no_heavy_file_is_committed() -> None:
    key = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
    for path in committed():
        assert path.stat().st_size <= LARGEST_FILE_BYTES, f"{path.name} is heavy."
        if path.suffix in {".py", ".md", ".toml", ".pem", ".yaml", ".json"}:
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not key.search(text) or path.name == "test_repo.py", f"{path}: a private key."


def test_each_worker_of_the_tests_has_a_database_of_its_own(worker_id: str) -> None:
    name = worker_id if worker_id != "master" else "main"
    assert settings.DATABASES["default"]["NAME"] == f"test_{name}"
