"""Settings: defaults, `.env`, and all faults at once."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings


def test_defaults() -> None:
    """Nothing set: the web chat on a local port."""
    assert load_settings({}) == Settings(Path("data"), "127.0.0.1", 8080, "info")


def test_environment_wins_over_the_file(tmp_path: Path) -> None:
    """`.env` holds where the environment is silent; comments, quotes, `export`, Notepad's mark are fine."""
    file = tmp_path / ".env"
    file.write_text(
        '\ufeff# ghi chú\nTROLY_PORT=9000\nexport TROLY_HOST="0.0.0.0" \n\nTROLY_LOG=debug # nói nhiều\nKHAC=1\n',
        encoding="utf-8",
    )

    settings = load_settings({"TROLY_PORT": "9001"}, file)

    assert settings == Settings(Path("data"), "0.0.0.0", 9001, "debug")  # noqa: S104 - parsed, not bound


def test_all_faults_at_once(tmp_path: Path) -> None:
    """Every fault is a sentence; an unknown name comes with the nearest known one; a bad line isn't quoted."""
    file = tmp_path / ".env"
    file.write_text("TROLY_HOTS=x\nmật khẩu bí mật\n", encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        load_settings({"TROLY_PORT": "99999", "TROLY_LOG": "loud", "TROLY_HOST": " ", "TROLY_DATA": ""}, file)

    assert len(caught.value.faults) == 6
    text = str(caught.value)
    assert "TROLY_HOTS" in text and "TROLY_HOST?" in text
    assert "dòng 2" in text and "bí mật" not in text


@pytest.mark.parametrize("port", ["0", "-1", "8080.0", "x", "", "٨٠"])
def test_ports_that_are_none(port: str) -> None:
    """A port is a plain number from 1 to 65535."""
    with pytest.raises(SettingsError, match="TROLY_PORT"):
        load_settings({"TROLY_PORT": port})


def test_names_of_the_tests_are_left_alone() -> None:
    """`TROLY_TEST_REQUIRE` belongs to the tests."""
    assert load_settings({"TROLY_TEST_REQUIRE": "browser"}) == Settings()


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """A broken `.env` is named, not passed over."""
    file = tmp_path / ".env"
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(SettingsError, match=r"\.env"):
        load_settings({}, file)
