"""A new file that a command writes: over nothing, and gone again when the command fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bot import texts_codes as texts
from bot.commands.errors import CommandError


@contextmanager
def new_file(path: Path, ending: str, *, private: bool = False) -> Iterator[BinaryIO]:
    """The opened file. `ending`: with the dot; `private`: for nobody else's eyes.

    Raises `CommandError` or `OSError`.
    """
    if path.suffix.lower() != ending:
        raise CommandError(texts.wrong_ending(path, ending))
    try:
        opened = path.open("xb")
    except FileExistsError as error:
        raise CommandError(texts.file_exists(path)) from error
    try:
        with opened:
            if private:
                path.chmod(0o600)
            yield opened
    except BaseException:
        path.unlink(missing_ok=True)
        raise
