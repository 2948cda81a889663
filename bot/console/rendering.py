"""Templates to pages: everything escaped, nothing inline, one address for all files of a release."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot import texts_console as texts
from bot.channels.web_static import StaticFile, static_file

ROOT = "/quan-tri"


@dataclass(frozen=True, slots=True)
class Static:
    """The console's own files."""

    version: str
    files: dict[str, StaticFile]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the menu."""

    path: str
    label: str
    here: bool = False


def load_static() -> Static:
    """Read and compress them once."""
    folder = files("bot.console") / "static"
    bodies = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    version = hashlib.sha256(b"".join(name.encode() + bodies[name] for name in sorted(bodies))).hexdigest()[:16]
    return Static(version, {name: static_file(name, body) for name, body in bodies.items()})


def make_environment(version: str) -> Environment:
    """The templates; a name that isn't given is an error, never an empty place."""
    environment = Environment(
        loader=PackageLoader("bot.console"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"root": ROOT, "static": f"{ROOT}/static/{version}", "site": texts.NAME, "texts": texts}
    environment.filters |= {"moment": texts.moment, "number": texts.number}
    return environment


def marked(items: Sequence[Item], path: str) -> list[Item]:
    """The menu with the item that holds `path` marked."""
    return [
        Item(item.path, item.label, path == item.path or (item.path != f"{ROOT}/" and path.startswith(f"{item.path}/")))
        for item in items
    ]
