"""A commune chooses its hours: in the chat by its administrators, and on the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from handlers.message import Channel
from handlers.requests.limits import DEFAULTS, Limit, limits_of, read_hours, show_hours
from handlers.requests.request import Desk
from handlers.teams.changes import NoteAct, SetCommune
from handlers.teams.model import Role
from tests.handlers.requests.waiting import accepted, on_record, sent, stands
from tests.village import DONG_LOC, MINH_HOP, Village


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("2", 2),
        ("1,5", 1.5),
        ("0.5", 0.5),
        ("2 giờ rưỡi", 2.5),
        ("hai giờ", 2),
        ("muoi hai tieng", 12),
        ("30 phút", 0.5),
        ("nua tieng", 0.5),
        ("2h30", 2.5),
        ("mot gio ruoi", 1.5),
        ("6h.", 6),
        ("-3", None),
        ("1e3", None),
        ("4 5", None),
        ("mấy giờ cũng được", None),
        ("", None),
    ],
)
def test_hours_as_people_type_them(typed: str, hours: float | None) -> None:
    """In digits and words, with and without marks; nothing else is hours."""
    assert read_hours(typed) == hours


def test_an_administrator_sees_and_changes_the_hours(village: Village) -> None:
    """The number is typed, the change holds and is in the audit."""
    mai = village.admin("Mai").says("/caidat")
    assert "Báo tổ trưởng sau: 2 giờ" in mai.text
    assert "Nhắc người đã nhận sau: 24 giờ" in mai.text

    mai.presses("Đổi giờ báo tổ trưởng")
    assert "từ 0,5 đến 8" in mai.text
    mai.says("một giờ rưỡi")

    assert "Đã ghi: báo tổ trưởng sau 1,5 giờ. Áp dụng ngay" in mai.text
    assert "Báo tổ trưởng sau: 1,5 giờ (mặc định 2)" in mai.text
    assert limits_of(village.records, MINH_HOP)[Limit.LEADER] == 1.5
    assert limits_of(village.records, DONG_LOC) == DEFAULTS
    act = next(change for change in mai.changes if isinstance(change, NoteAct))
    assert (act.person, act.about, act.commune) == (village.person(mai).id, "hours-to-leader=1.5", MINH_HOP)

    mai.presses("Về mặc định")
    assert limits_of(village.records, MINH_HOP) == DEFAULTS
    assert "Về mặc định" not in mai.buttons


def test_a_wrong_number_says_what_is_wrong_and_asks_again(village: Village) -> None:
    """The old hours stay; the next number counts."""
    mai = village.admin("Mai").says("cai dat nho ho tro").presses("Đổi giờ báo xã").says("100")
    assert "100 giờ chưa được, số này phải từ 2 đến 24" in mai.text
    assert "8 giờ) vẫn giữ" in mai.text

    assert "chưa đọc được “-3”" in mai.says("-3").text

    village.restart()
    mai.says("6")
    assert limits_of(village.records, MINH_HOP)[Limit.COMMUNE] == 6


def test_the_order_of_the_desks_is_kept(village: Village) -> None:
    """The commune isn't told before the leader."""
    mai = village.admin("Mai").says("/caidat").presses("Đổi giờ báo xã").says("1")

    assert "phải từ 2 đến 24" in mai.text
    assert limits_of(village.records, MINH_HOP) == DEFAULTS


def test_leaving_and_asking_something_else(village: Village) -> None:
    """ "Thôi" changes nothing; after a question in between a number is no hours."""
    mai = village.admin("Mai").says("/caidat").presses("Đổi giờ nhắc").says("thôi")
    assert "chưa đổi gì" in mai.text

    mai.presses("Đổi giờ nhắc").says("làm lại căn cước hết bao nhiêu tiền", "5")
    assert "Đã ghi" not in mai.text
    assert limits_of(village.records, MINH_HOP) == DEFAULTS


def test_on_a_channel_without_buttons(village: Village) -> None:
    """The number of a line chooses; then the typed number is the hours, also 1."""
    mai = village.admin("Mai", channel=Channel.ZALO_BOT).says("/caidat", "1")
    assert "Báo tổ trưởng sau bao nhiêu giờ?" in mai.text
    mai.says("1")

    assert limits_of(village.records, MINH_HOP)[Limit.LEADER] == 1


def test_only_the_administrators_of_the_commune(village: Village) -> None:
    """Members, the province and forwarded buttons change nothing; a resident's words are a question."""
    mai = village.admin("Mai").says("/caidat")
    code = mai.code_of("Đổi giờ báo tổ trưởng")
    for talker in (village.member("Lan", "Xóm 4"), village.admin("Tỉnh", None)):
        assert "người quản trị của xã" in talker.says("/caidat").text
        assert "người quản trị của xã" in talker.sends_code(code).text
        talker.says("1")
    hoa = village.resident().sends_code(code)
    hoa.says("1")
    assert not any(isinstance(change, SetCommune) for change in hoa.changes)
    assert "người quản trị" not in village.resident().says("/caidat").text

    assert limits_of(village.records, MINH_HOP) == DEFAULTS


def test_one_who_administers_two_communes_chooses_first(village: Village) -> None:
    """Each commune has its own hours."""
    mai = village.admin("Mai")
    village.give(mai, Role.COMMUNE_ADMIN, DONG_LOC)

    mai.says("/caidat").presses("xã Đông Lộc").presses("Đổi giờ báo tỉnh").says("48")

    assert limits_of(village.records, DONG_LOC)[Limit.PROVINCE] == 48
    assert limits_of(village.records, MINH_HOP) == DEFAULTS


def test_new_hours_hold_for_what_waits(village: Village) -> None:
    """A request that has waited for an hour climbs at once when an hour is enough; a later limit waits longer."""
    village.member("Lan", "Xóm 4"), village.leader("Hùng", "Xóm 4")
    mai = village.admin("Mai")
    key = sent(village, village.resident())
    village.later(hours=1)
    mai.says("/caidat").presses("Đổi giờ báo tổ trưởng").says("1").presses("Đổi giờ báo xã").says("5")

    village.tick()
    assert on_record(village, key).desk is Desk.LEADER
    assert stands(village.at(14, 59), key)
    village.at(15).tick()
    assert on_record(village, key).desk is Desk.COMMUNE


def test_the_reminder_of_the_commune(village: Village) -> None:
    """What was accepted after the change is reminded by the new hours."""
    lan, mai = village.member("Lan", "Xóm 4"), village.admin("Mai")
    mai.says("/caidat").presses("Đổi giờ nhắc").says("3")
    assert "Áp dụng từ lần nhắc tới." in mai.text
    key = sent(village, village.resident())
    accepted(village, key, lan)

    assert stands(village.at(12, 59), key)
    village.at(13).tick()
    assert "chưa thấy báo xong" in lan.heard


def test_the_command_line(village: Village, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`troly teams settings` shows, `troly teams set` changes, old names find the commune of today."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TROLY_DATA", str(tmp_path / "data"))

    shown = run("teams", "settings", "Minh Hợp")
    assert "hours-to-leader = 2 giờ: chưa ai nhận thì báo tổ trưởng (mặc định 2)" in shown
    assert "xã Minh Hợp: hours-to-leader nay là 3,5 giờ." in run(
        "teams", "set", "xã Minh Hợp", "hours-to-leader", "3,5"
    )
    assert limits_of(village.records, MINH_HOP)[Limit.LEADER] == 3.5
    assert "hours-to-leader = 3,5 giờ" in run("teams", "settings", "xã Minh Hợp")

    assert "từ 3,5 đến 24" in run("teams", "set", "xã Minh Hợp", "hours-to-commune", "99", code=1)
    assert "Không có cài đặt “x”" in run("teams", "set", "xã Minh Hợp", "x", "3", code=1)
    assert "chưa có trong hệ thống" in run("teams", "set", "xã Con Cuông", "hours-to-leader", "3", code=1)
    assert "Nơi Nào Đó" in run("teams", "settings", "Nơi Nào Đó", code=2)


def run(*args: str, code: int = 0) -> str:
    """Run a command; what it said."""
    result = CliRunner().invoke(main, args)
    assert result.exit_code == code, result.output
    return result.output


def test_a_hand_in_the_database_stops_nothing(village: Village) -> None:
    """What can't be read is the default, what is out of bounds the nearest that may be."""
    village.write(SetCommune(MINH_HOP, Limit.LEADER, "soon"), SetCommune(MINH_HOP, Limit.COMMUNE, "1000"))

    limits = limits_of(village.records, MINH_HOP)

    assert (limits[Limit.LEADER], show_hours(limits[Limit.COMMUNE])) == (2, "72")
