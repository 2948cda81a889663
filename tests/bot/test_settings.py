"""Settings: defaults, `.env`, and all faults at once."""

import base64
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, TelegramSettings, ZaloBotSettings, ZaloOaSettings, load_settings
from bot.texts_settings import FIELDS


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


TELEGRAM = {"TROLY_TELEGRAM_TOKEN": "123:abc"}
OA = {"TROLY_ZALO_OA_APP_ID": "42", "TROLY_ZALO_OA_APP_SECRET": "app-secret"}
BOT = {"TROLY_ZALO_BOT_TOKEN": "77:xyz"}


def faults(**given: str) -> list[str]:
    """What is wrong with some settings, named without their prefix."""
    with pytest.raises(SettingsError) as caught:
        load_settings({f"TROLY_{name}": value for name, value in given.items()})
    return caught.value.faults


def test_a_channel_is_on_when_its_token_is_set() -> None:
    """With the platform's own addresses, asking for messages; the others stay off."""
    settings = load_settings(TELEGRAM)
    assert settings.telegram == TelegramSettings("123:abc", "https://api.telegram.org", "polling", "", "")
    assert (settings.zalo_oa, settings.zalo_bot) == (None, None)

    assert load_settings(BOT).zalo_bot == ZaloBotSettings("77:xyz", "https://bot-api.zaloplatforms.com", "polling")


def test_the_webhook_secret_of_an_official_account_falls_back() -> None:
    """The app's own secret, unless the console shows another."""
    fallback = load_settings(OA).zalo_oa
    own = load_settings({**OA, "TROLY_ZALO_OA_WEBHOOK_SECRET": "oa-secret"}).zalo_oa

    assert fallback is not None and fallback.webhook_secret == "app-secret"
    assert own is not None and own.webhook_secret == "oa-secret"


def test_everything_at_once() -> None:
    """Every setting is read and comes out where the program looks for it."""
    key = base64.b64encode(bytes(range(32))).decode()
    settings = load_settings(
        {
            **(TELEGRAM | OA | BOT),
            "TROLY_PUBLIC_URL": "https://troly.example.vn/",
            "TROLY_RETENTION_DAYS": "7",
            "TROLY_SECRET_KEY": key,
            "TROLY_RECOGNISER": 'nghe "{file}" --vi',
            "TROLY_TELEGRAM_API": "http://127.0.0.1:8081/",
            "TROLY_TELEGRAM_MODE": "Webhook",
            "TROLY_TELEGRAM_SECRET": "A_b-1",
            "TROLY_TELEGRAM_USERNAME": "@troly_bot",
            "TROLY_ZALO_OA_REFRESH_TOKEN": "seed",
            "TROLY_ZALO_OA_API": "http://localhost:1",
            "TROLY_ZALO_OA_OAUTH": "http://localhost:2",
            "TROLY_ZALO_OA_LINK": "https://zalo.me/1",
            "TROLY_ZALO_BOT_API": "http://localhost:3",
            "TROLY_ZALO_BOT_MODE": "webhook",
            "TROLY_ZALO_BOT_SECRET": "12345678",
            "TROLY_ZALO_BOT_LINK": "https://zalo.me/2",
        }
    )

    assert settings == Settings(
        public_url="https://troly.example.vn",
        retention_days=7,
        secret_key=bytes(range(32)),
        recogniser='nghe "{file}" --vi',
        telegram=TelegramSettings("123:abc", "http://127.0.0.1:8081", "webhook", "A_b-1", "troly_bot"),
        zalo_oa=ZaloOaSettings(
            "42", "app-secret", "app-secret", "seed", "http://localhost:1", "http://localhost:2", "https://zalo.me/1"
        ),
        zalo_bot=ZaloBotSettings("77:xyz", "http://localhost:3", "webhook", "12345678", "https://zalo.me/2"),
    )


@pytest.mark.parametrize(
    ("given", "channel", "missing"),
    [
        ({"TELEGRAM_USERNAME": "troly_bot"}, "Telegram", "TROLY_TELEGRAM_TOKEN"),
        ({"ZALO_OA_APP_ID": "42"}, "Zalo OA", "TROLY_ZALO_OA_APP_SECRET"),
        ({"ZALO_OA_APP_SECRET": "x"}, "Zalo OA", "TROLY_ZALO_OA_APP_ID"),
        ({"ZALO_OA_LINK": "https://zalo.me/1"}, "Zalo OA", "TROLY_ZALO_OA_APP_ID và TROLY_ZALO_OA_APP_SECRET"),
        ({"ZALO_BOT_SECRET": "12345678"}, "Zalo Bot", "TROLY_ZALO_BOT_TOKEN"),
    ],
)
def test_half_a_set(given: dict[str, str], channel: str, missing: str) -> None:
    """What is missing is named, once."""
    [fault] = faults(**given)

    assert f"Kênh {channel} " in fault and fault.endswith(f"còn thiếu {missing}.")


def test_a_webhook_needs_an_address_and_a_secret() -> None:
    """Both missing ones are named; one channel's needs don't hide the other's."""
    both = faults(TELEGRAM_TOKEN="1:a", TELEGRAM_MODE="webhook", ZALO_BOT_TOKEN="2:b", ZALO_BOT_MODE="webhook")

    assert both == [
        "TROLY_TELEGRAM_MODE=webhook cần thêm TROLY_PUBLIC_URL và TROLY_TELEGRAM_SECRET.",
        "TROLY_ZALO_BOT_MODE=webhook cần thêm TROLY_PUBLIC_URL và TROLY_ZALO_BOT_SECRET.",
    ]


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://troly.example.vn", True),
        ("https://troly.example.vn:8443/a", True),
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:8080", True),
        ("http://localhost", True),
        ("http://troly.example.vn", False),
        ("http://127.0.0.1.example.vn", False),
        ("https://user:pass@troly.example.vn", False),
        ("https://troly.example.vn?x=1", False),
        ("https://troly.example.vn:99999", False),
        ("https://", False),
        ("troly.example.vn", False),
        ("https://[", False),
    ],
)
def test_public_addresses(url: str, fine: bool) -> None:
    """https, or this machine itself."""
    if fine:
        assert load_settings({"TROLY_PUBLIC_URL": url}).public_url == url
    else:
        [fault] = faults(PUBLIC_URL=url)
        assert "TROLY_PUBLIC_URL" in fault


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", "123:ab cd-hidden"),
        ("TELEGRAM_TOKEN", "123:ab/hidden"),
        ("TELEGRAM_TOKEN", "123:mã-hidden"),
        ("TELEGRAM_SECRET", "hidden!"),
        ("TELEGRAM_SECRET", "x" * 257),
        ("TELEGRAM_MODE", "hidden"),
        ("TELEGRAM_API", "ftp://hidden"),
        ("TELEGRAM_USERNAME", "t.me/hidden"),
        ("ZALO_OA_APP_ID", "hidden"),
        ("ZALO_OA_APP_SECRET", "hidden hidden"),
        ("ZALO_OA_LINK", "http://hidden.vn"),
        ("ZALO_BOT_SECRET", "hidden1"),
        ("ZALO_BOT_SECRET", "x" * 257),
        ("SECRET_KEY", "hidden"),
        ("SECRET_KEY", base64.b64encode(b"x" * 31).decode()),
        ("RETENTION_DAYS", "0"),
        ("RETENTION_DAYS", "-1"),
        ("RETENTION_DAYS", "3651"),
        ("RETENTION_DAYS", ""),
        ("RECOGNISER", 'hidden "x'),
    ],
)
def test_values_that_cannot_be_used(name: str, value: str) -> None:
    """Each is named in a sentence of its own that never shows it."""
    with pytest.raises(SettingsError) as caught:
        load_settings({**TELEGRAM, **OA, **BOT, f"TROLY_{name}": value})

    [fault] = caught.value.faults
    assert fault.startswith((f"TROLY_{name} phải", f"TROLY_{name} không đúng dạng"))
    assert "hidden" not in fault and "xxx" not in fault


def test_secrets_are_in_no_repr() -> None:
    """Whatever prints settings doesn't print secrets."""
    given = {
        "TROLY_TELEGRAM_TOKEN": "1:hush",
        "TROLY_TELEGRAM_SECRET": "hush",
        "TROLY_ZALO_OA_APP_ID": "42",
        "TROLY_ZALO_OA_APP_SECRET": "hush",
        "TROLY_ZALO_OA_WEBHOOK_SECRET": "hush",
        "TROLY_ZALO_OA_REFRESH_TOKEN": "hush",
        "TROLY_ZALO_BOT_TOKEN": "2:hush",
        "TROLY_ZALO_BOT_SECRET": "hushhush",
        "TROLY_SECRET_KEY": base64.b64encode(b"hushhush" * 4).decode(),
    }

    assert "hush" not in repr(load_settings(given))


def test_a_value_in_a_file(tmp_path: Path) -> None:
    """NAME_FILE points to it, from the environment or from `.env`; the line's end doesn't count."""
    (tmp_path / "token").write_text("123:abc\n")
    (tmp_path / "port").write_text("9000")
    env = tmp_path / ".env"
    env.write_text(f"TROLY_PORT_FILE={tmp_path / 'port'}\n")

    settings = load_settings({"TROLY_TELEGRAM_TOKEN_FILE": str(tmp_path / "token")}, env)

    assert settings.port == 9000
    assert settings.telegram is not None and settings.telegram.token == "123:abc"


def test_files_that_hold_no_value(tmp_path: Path) -> None:
    """Both given, not there, empty, no text: each is named, nothing of them is shown."""
    (tmp_path / "token").write_text("123:hidden")
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "binary").write_bytes(b"\xff\xfehidden")

    found = faults(
        TELEGRAM_TOKEN="9:hidden",
        TELEGRAM_TOKEN_FILE=str(tmp_path / "token"),
        SECRET_KEY_FILE=str(tmp_path / "missing"),
        ZALO_BOT_TOKEN_FILE=str(tmp_path / "empty"),
        LOG_FILE=str(tmp_path / "binary"),
        DATA_FILE=str(tmp_path),
    )

    assert len(found) == 5
    text = "\n".join(found)
    assert "TROLY_TELEGRAM_TOKEN và TROLY_TELEGRAM_TOKEN_FILE" in text
    assert "TROLY_SECRET_KEY_FILE" in text and "TROLY_LOG_FILE" in text and "TROLY_DATA_FILE" in text
    assert "TROLY_ZALO_BOT_TOKEN_FILE chỉ tới đang trống" in text
    assert "hidden" not in text and str(tmp_path) not in text


def test_the_nearest_name_may_be_that_of_a_file() -> None:
    """A slip in a long name."""
    [fault] = faults(TELEGRAM_TOKN_FILE="x")

    assert "TROLY_TELEGRAM_TOKEN_FILE?" in fault


def test_empty_is_not_set() -> None:
    """As a container's settings say "not this one"; also to switch off what `.env` says."""
    assert (
        load_settings(dict.fromkeys([*TELEGRAM, *OA, *BOT, "TROLY_PUBLIC_URL", "TROLY_SECRET_KEY_FILE"], ""))
        == Settings()
    )


def test_the_example_names_every_setting() -> None:
    """`.env.example` has a line for each, and is itself sound with the lines switched on that hold a value."""
    lines = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8").splitlines()
    named = [line.removeprefix("# ").partition("=") for line in lines if line.startswith("# TROLY_")]

    assert {name.removesuffix("_FILE") for name, _, _ in named} == set(FIELDS)
    needed = {**TELEGRAM, **OA, **BOT}
    load_settings({name: value for name, _, value in named if value and not name.endswith("_FILE")} | needed)
