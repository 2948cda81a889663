"""The content as it is published in a data folder: for commands, beside a program that serves or without one."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.editing.cache import load_whole
from bot.storage.edits import read_published
from bot.storage.sqlite import FILE
from handlers.editing.edit import StoredEdit
from knowledge.content import SHIPPED
from knowledge.edits import Data, apply, read_data, write_edited
from knowledge.index import Index, cache_folder, index_name, index_path, open_index


@dataclass(frozen=True, slots=True)
class Published:
    """What is published over the shipped content: the edits in their order, and the name of the index that is live."""

    edits: tuple[StoredEdit, ...]
    index: str


def published_data(edits: Callable[[], Sequence[StoredEdit]], shipped: Path = SHIPPED) -> Data:
    """The published content as plain data by file; `edits` reads those that are live (`Records.published_edits`)."""
    return apply(read_data(shipped), [stored.edit for stored in edits()])


def published_in(folder: Path) -> Published | None:
    """What is published in a data folder; None while the shipped content is. Raises `StorageError`."""
    path = folder / FILE
    found = read_published(path) if path.exists() else None
    return Published(tuple(found[1]), found[0].index) if found else None


@contextmanager
def published_folder(published: Published | None, shipped: Path = SHIPPED) -> Iterator[Path]:
    """The content as a folder of YAML files, until leaving; the shipped one where nothing is published.

    Raises `EditError` when an edit doesn't fit the shipped content any more, and `ContentError`.
    """
    if published is None:
        yield shipped
        return
    with tempfile.TemporaryDirectory(prefix="content-") as scratch:
        folder = Path(scratch) / "content"
        write_edited([stored.edit for stored in published.edits], folder, shipped)
        yield folder


def open_published(
    published: Published, tell: Callable[[], None], cache: Path | None = None, shipped: Path = SHIPPED
) -> Index:
    """The index of the published content. Where the live one isn't in the cache it is built, which `tell` announces.

    Raises `EditError` and `ContentError`.
    """
    cache = cache or cache_folder()
    live = index_path(cache, published.index)
    with suppress(OSError):
        return load_whole(live)
    with published_folder(published, shipped) as folder:
        if not index_path(cache, index_name(folder)).exists():
            tell()
        return open_index(folder, cache)
