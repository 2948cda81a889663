"""`troly backup` and `troly restore`."""

from datetime import datetime
from pathlib import Path

from bot import texts_ops as texts
from bot.commands.errors import CommandError
from bot.commands.queueing import open_store
from bot.lock import AlreadyLockedError, UnusableFolderError, serve_lock
from bot.pipeline.accept import OLDEST, TOO_OLD
from bot.pipeline.outbox import GAVE_UP, GIVE_UP
from bot.secrets import FILE as KEY_FILE
from bot.secrets import sync_folder
from bot.settings import Settings
from bot.storage.errors import StorageError, Trouble
from bot.storage.restoring import Restored, Rules, restore_store
from bot.storage.sqlite import FILE
from handlers.teams.changes import NoteAct
from handlers.turn import Batch

BACKED_UP = "backup"
RULES = Rules(oldest_message=OLDEST, too_old=TOO_OLD, oldest_send=GIVE_UP, gave_up=GAVE_UP)


async def back_up(settings: Settings, target: Path, now: datetime) -> list[str]:
    """Copy the store into a new file, also while it is served; what to tell. Raises `CommandError`, `StorageError`."""
    async with open_store(settings.data) as storage:
        try:
            await storage.backup(target)
            size = _settle(target)
            await storage.commit_batch(Batch((NoteAct(None, BACKED_UP, target.name),)), now)
        except FileExistsError as error:
            raise CommandError(texts.backup_exists(str(target))) from error
        except OSError as error:
            raise CommandError(texts.backup_unwritable(str(target))) from error
    return [texts.BACKUP_DONE.format(path=target, size=texts.size(size)), _left_out(settings)]


def _settle(target: Path) -> int:
    """The size of a file whose name is on the disk for good."""
    sync_folder(target.absolute().parent)
    return target.stat().st_size


def restore(settings: Settings, source: Path, now: datetime) -> list[str]:
    """Put a backup in the place of the store, whole or not at all; what to tell.

    Raises `CommandError` or `StorageError`; then the store is as it was.
    """
    _check_readable(source, settings.data / FILE)
    try:
        with serve_lock(settings.data):
            restored = restore_store(source, settings.data, RULES, now)
    except AlreadyLockedError as error:
        raise CommandError(texts.restore_while_serving(str(settings.data))) from error
    except UnusableFolderError as error:
        raise CommandError(texts.restore_unwritable(str(settings.data))) from error
    except StorageError as error:
        if error.trouble is Trouble.BROKEN:
            raise CommandError(texts.restore_not_ours(str(source))) from error
        raise
    except OSError as error:
        raise CommandError(texts.restore_unwritable(str(settings.data))) from error
    return _tell(settings, source, restored)


def _check_readable(source: Path, present: Path) -> None:
    try:
        with source.open("rb") as file:
            file.read(1)
        itself = present.exists() and source.samefile(present)
    except OSError as error:
        raise CommandError(texts.restore_unreadable(str(source))) from error
    if itself:
        raise CommandError(texts.restore_itself(str(source)))


def _tell(settings: Settings, source: Path, restored: Restored) -> list[str]:
    lines = [texts.RESTORE_DONE.format(path=source)]
    if restored.aside:
        lines.append(texts.RESTORE_ASIDE.format(path=restored.aside))
    if restored.waiting or restored.unsent:
        lines.append(texts.RESTORE_WAITING.format(messages=restored.waiting, sends=restored.unsent))
    if restored.doubtful:
        lines.append(texts.RESTORE_TOKENS)
    key = settings.data / KEY_FILE
    if not settings.secret_key and not key.exists():
        lines.append(texts.RESTORE_KEY.format(where=key))
    return lines


def _left_out(settings: Settings) -> str:
    return texts.KEY_IN_SETTING if settings.secret_key else texts.KEY_IN_FILE.format(path=settings.data / KEY_FILE)
