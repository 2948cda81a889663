"""The house: imports point one way, packages are locked, and the papers say what the code does."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from bot.settings import _FIELDS

ROOT = Path(__file__).parents[1]
LAYERS = ("knowledge", "handlers", "bot")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def modules() -> list[Path]:
    """Every module of the three packages."""
    return sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The packages that a module imports, also inside its functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides its layer"
            found.add(str(node.module).partition(".")[0])
    return found


def requirements() -> dict[str, list[str]]:
    """By requirement the hashes below it in requirements.lock."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        stripped = line.strip().removesuffix("\\").strip()
        if not stripped or stripped.startswith("#"):
            continue
        if stripped.startswith("--hash="):
            found[list(found)[-1]].append(stripped.removeprefix("--hash="))
        else:
            found[stripped] = []
    return found


def test_the_contract_of_imports_is_written() -> None:
    """import-linter holds bot → handlers → knowledge."""
    (contract,) = PROJECT["tool"]["importlinter"]["contracts"]

    assert contract["type"] == "layers"
    assert contract["layers"] == ["bot", "handlers", "knowledge"]
    assert set(PROJECT["tool"]["importlinter"]["root_packages"]) == set(LAYERS)


@pytest.mark.parametrize("layer", LAYERS)
def test_no_module_imports_upward(layer: str) -> None:
    """A layer knows only those below it, and none knows the tests."""
    above = {*LAYERS[LAYERS.index(layer) + 1 :], "tests"}
    mine = [path for path in modules() if path.relative_to(ROOT).parts[0] == layer]
    assert len(mine) >= 5

    assert {str(path.relative_to(ROOT)): imported(path) & above for path in mine if imported(path) & above} == {}


def test_handlers_touch_no_clock_network_or_database() -> None:
    """What a conversation needs comes in, what it wants done goes out as data."""
    forbidden = {"sqlite3", "sqlite_utils", "aiohttp", "asyncio", "socket", "time", "os", "random", "threading"}

    touching = {path.name: imported(path) & forbidden for path in modules() if "handlers" in path.parts}

    assert {name: found for name, found in touching.items() if found} == {}


def test_nobody_but_the_program_reads_the_clock() -> None:
    """The day is an argument everywhere below `bot/`."""
    asking = re.compile(r"\b(?:date\.today|datetime\.now|utcnow|time\.time)\(")
    readers = [str(path.relative_to(ROOT)) for path in modules() if asking.search(path.read_text(encoding="utf-8"))]

    assert [name for name in readers if not name.startswith("bot/")] == ["knowledge/days.py"]


def test_every_locked_package_has_hashes() -> None:
    """Each line pins one version, and each has the hashes of its files."""
    locked = requirements()
    assert len(locked) > 30

    assert [name for name in locked if not re.match(r"[A-Za-z0-9._-]+==[^ ]+( ;.*)?$", name)] == []
    assert [name for name, hashes in locked.items() if not hashes] == []
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for hashes in locked.values() for value in hashes)


def test_the_lock_names_no_host() -> None:
    """Where packages come from is the machine's affair."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert not re.search(r"://|--[a-z-]*(?:index|links|host)|@ ", text)


def test_the_lock_holds_what_the_project_needs() -> None:
    """Every dependency of pyproject.toml is locked, those for developers too."""
    locked = {re.split(r"==", name)[0].lower().replace("_", "-") for name in requirements()}
    needed = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]

    missing = {re.split(r"[<>=~! \[]", name)[0].lower() for name in needed} - locked

    assert missing == set()


def test_the_readme_names_the_two_commands() -> None:
    """A newcomer finds how to run it and how to test it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    for command in ("run", "test"):
        assert f"make {command}" in readme
        assert re.search(rf"^{command}:", makefile, re.MULTILINE)


def test_every_setting_is_documented() -> None:
    """Each TROLY_ name that is read stands in the README or in docs/."""
    papers = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    text = "\n".join(path.read_text(encoding="utf-8") for path in papers)
    assert "TROLY_PORT" in _FIELDS

    assert [name for name in _FIELDS if name not in text] == []


def test_no_setting_is_read_beside_the_settings() -> None:
    """Whatever TROLY_ name the program reads is one of the settings."""
    named = {
        name
        for path in modules()
        for name in re.findall(r"\bTROLY_[A-Z][A-Z_]*[A-Z]\b", path.read_text(encoding="utf-8"))
    }

    assert {name for name in named if not name.startswith("TROLY_TEST")} == set(_FIELDS)


def test_the_version_is_the_newest_of_the_changelog() -> None:
    """The first version that CHANGELOG.md names is the project's."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[?v?(\d+\.\d+\.\d+)", changelog, re.MULTILINE)

    assert versions
    assert versions[0] == PROJECT["project"]["version"]


def test_the_licence_is_there() -> None:
    """pyproject.toml names files that exist."""
    for name in (*PROJECT["project"]["license-files"], PROJECT["project"]["readme"]):
        assert (ROOT / name).is_file(), name
