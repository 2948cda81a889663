"""The folder of indexes doesn't grow for ever, and nothing that is wanted goes."""

import os
from pathlib import Path

from bot.editing.cache import KEPT, mark_used, tidy

HOUR = 3600


def aged(path: Path, now: float, hours: float) -> None:
    """As if it had last been written so long ago."""
    os.utime(path, (now - hours * HOUR, now - hours * HOUR))


def test_what_killed_builds_left_is_cleared(tmp_path: Path) -> None:
    """Folders older than an hour; younger ones and what isn't ours stay."""
    for name in ("content-abc", "build-abc", "tmpabc", "content-new", "mine"):
        (tmp_path / name / "deep").mkdir(parents=True)
    now = (tmp_path / "content-new").stat().st_mtime
    for name in ("content-abc", "build-abc", "tmpabc", "mine"):
        aged(tmp_path / name, now, 2)

    assert tidy(tmp_path, now, ()) == 3

    assert {path.name for path in tmp_path.iterdir()} == {"content-new", "mine"}
    assert tidy(tmp_path / "none", now, ()) == 0


def test_the_indexes_used_last_are_kept(tmp_path: Path) -> None:
    """Beside those that are live or opened at the next start, however old; one of today's is never taken away."""
    for number in range(KEPT + 4):
        (tmp_path / f"index-{number}.npz").touch()
    now = (tmp_path / "index-0.npz").stat().st_mtime
    for number in range(1, KEPT + 4):
        aged(tmp_path / f"index-{number}.npz", now, 2 + number)
    oldest = KEPT + 3
    mark_used(tmp_path, "1")

    assert tidy(tmp_path, now, (str(oldest),)) == 3

    kept = {*range(KEPT), oldest}
    assert {path.name for path in tmp_path.iterdir()} == {f"index-{number}.npz" for number in kept}
