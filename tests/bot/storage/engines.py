"""The engines that keep the storage contract: the contract's tests run against each of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from bot.storage.contract import Storage
from bot.storage.sqlite import FILE, open_sqlite


class Engine(Protocol):
    """A place for one store, opened as often as a test likes."""

    def open(self) -> Storage:
        """The store, with what was in it."""
        ...

    def open_backup(self, backup: Path) -> Storage:
        """A store that holds what a backup holds."""
        ...


class Sqlite:
    """A store in a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self) -> Storage:
        return open_sqlite(self._folder / "data")

    def open_backup(self, backup: Path) -> Storage:
        folder = self._folder / "restored"
        folder.mkdir()
        (folder / FILE).write_bytes(backup.read_bytes())
        return open_sqlite(folder)


ENGINES: dict[str, Callable[[Path], Engine]] = {"sqlite": Sqlite}
