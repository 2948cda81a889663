"""The key: from the settings, else from a file that the first start makes."""

import base64
from pathlib import Path

import pytest

from bot.app import StartError, running
from bot.secrets import FILE, SecretKeyError, with_secret_key
from bot.settings import Settings
from tests.bot.assistant import assembled
from tests.bot.talk import clock


def test_the_first_start_makes_it(tmp_path: Path) -> None:
    """32 random bytes that only the owner may read; every later start has the same."""
    first = with_secret_key(Settings(data=tmp_path))
    again = with_secret_key(Settings(data=tmp_path))

    assert len(first.secret_key) == 32
    assert again.secret_key == first.secret_key
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert base64.b64decode((tmp_path / FILE).read_text()) == first.secret_key


def test_one_of_the_settings(tmp_path: Path) -> None:
    """Then nothing is made."""
    settings = Settings(data=tmp_path, secret_key=b"k" * 32)

    assert with_secret_key(settings) == settings
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"hidden", b"\xff\xff", base64.b64encode(b"hidden")])
def test_a_file_that_holds_no_key(tmp_path: Path, content: bytes) -> None:
    """It is never replaced: what it once encrypted would be lost."""
    (tmp_path / FILE).write_bytes(content)

    with pytest.raises(SecretKeyError, match="khóa bí mật") as caught:
        with_secret_key(Settings(data=tmp_path))

    assert "hidden" not in str(caught.value)
    assert (tmp_path / FILE).read_bytes() == content


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """Told in a sentence."""
    with pytest.raises(SecretKeyError, match="Không ghi được"):
        with_secret_key(Settings(data=tmp_path / "missing"))


async def test_the_program_starts_with_one(tmp_path: Path) -> None:
    """And not with half a one."""
    async with running(Settings(data=tmp_path, port=0), assembled, clock):
        assert (tmp_path / FILE).exists()
    (tmp_path / FILE).write_text("x")

    with pytest.raises(StartError, match="khóa bí mật"):
        async with running(Settings(data=tmp_path, port=0), assembled, clock):
            pass
