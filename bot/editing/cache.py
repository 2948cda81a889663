"""The folder of indexes: which are kept, and what builds that were killed left there."""

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zipfile import ZipFile

from knowledge.index import SCRATCH, Index, index_path, load_index

# What this program writes beside the indexes while it works; `knowledge.index.Building` names its own folders.
_SCRATCH = "content-"
_SCRATCHES = (_SCRATCH, SCRATCH, tempfile.gettempprefix())
# No build takes so long: what is older was left by one that was killed.
_LEFT_SECONDS = 3600.0
# Every preview and publication is an index of 30 to 40 MB. What was used last is likely wanted again.
KEPT = 8


@contextmanager
def scratch_folder(cache: Path) -> Iterator[Path]:
    """A folder for content to be written to, gone on leaving; one that a kill leaves is found by `tidy`."""
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=cache) as scratch:
        yield Path(scratch)


def load_whole(path: Path) -> Index:
    """An index; one that can't be read is taken away, so that it is built anew. Raises `OSError` when there is none."""
    try:
        # numpy leaves a file open that ends too early.
        with ZipFile(path):
            return load_index(path)
    except OSError:
        raise
    except Exception as error:  # cut off or overwritten, it fails in many ways
        path.unlink(missing_ok=True)
        raise OSError(f"{path.name} is damaged") from error


def mark_used(cache: Path, name: str) -> None:
    """Note that an index is in use now."""
    with suppress(OSError):
        os.utime(index_path(cache, name))


def tidy(cache: Path, now: float, needed: Collection[str]) -> int:
    """Remove what killed builds left, and indexes but those `needed` (names) and the `KEPT` that were used last; how
    many. Nothing younger than an hour goes: another program may be at it. `now`: seconds, as file times are.

    An index that is missed later is built anew.
    """
    if not cache.is_dir():
        return 0
    old = [path for path in cache.iterdir() if not path.is_symlink() and now - _written(path, now) > _LEFT_SECONDS]
    left = [
        path for path in old if path.is_dir() and path.name.startswith((_SCRATCH, SCRATCH, tempfile.gettempprefix()))
    ]
    wanted = {index_path(cache, name) for name in needed}
    wanted |= set(sorted(cache.glob(index_path(cache, "*").name), key=lambda path: -_written(path, 0))[:KEPT])
    unused = [path for path in old if path.match(index_path(cache, "*").name) and path not in wanted]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    for path in unused:
        path.unlink(missing_ok=True)
    return len(left) + len(unused)


def _written(path: Path, gone: float) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return gone
