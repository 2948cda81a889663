"""Everything goes at a yes, and nothing without one."""

from dataclasses import replace

import pytest

from bot.storage.errors import StaleError
from handlers.message import Channel
from handlers.requests.request import PutRequest, State, Step
from handlers.teams.changes import LinkAccounts, PutCode, SetPreference
from handlers.teams.codes import Code, CodeKind
from tests.handlers.privacy.asking_for_help import KEY, call_for_help
from tests.village import Talker, Village

LINE = "sáng nay xóm 4 giúp 12 người cài VNeID"


def link(village: Village, first: Talker, second: Talker, code: str = "34679A") -> None:
    """Both are one person from now on."""
    person = village.records.person(first.account)
    village.write(
        PutCode(Code(code, CodeKind.LINK, village.now, account=first.account)),
        LinkAccounts(code, second.account, person.id if person else 0),
    )


def test_asked_first(village: Village) -> None:
    """What goes, what stays, and no way back."""
    resident = village.resident().says("làm căn cước hết bao nhiêu tiền", "/xoa")

    assert "Sẽ xóa" in resident.text and "Còn lại" in resident.text and "không lấy lại được" in resident.text
    assert resident.buttons == ["Xóa hết", "Không, giữ lại"]
    resident.presses("Không").says("/dulieu")
    assert "4 tin nhắn" in resident.text


def test_gone(village: Village) -> None:
    """The next message is the first one again."""
    resident = village.resident().says("cấp giấy phép bay lên trăng cho bò nhà tui", "/xoa").presses("Xóa hết")
    assert "Đã xóa xong" in resident.text

    resident.says("/dulieu")

    # The yes itself and this one.
    assert "2 tin nhắn" in resident.text
    assert "chưa trả lời được" not in resident.text
    resident.presses("Tải về")
    assert "bay lên trăng" not in resident.text


@pytest.mark.parametrize("channel", list(Channel))
def test_by_words(village: Village, channel: Channel) -> None:
    """Where there are no buttons."""
    resident = village.resident(channel).says("xóa dữ liệu của tôi", "xoa het")

    assert "Đã xóa xong" in resident.text


def test_an_open_request_is_cancelled_and_the_holder_told(village: Village) -> None:
    """Before its words go; nobody hears them once more."""
    lan, resident = village.member("Lan", "Xóm 4"), village.resident()
    request = call_for_help(village, resident)
    resident.says("/xoa")
    assert "1 yêu cầu hỗ trợ chưa xong sẽ bị hủy" in resident.text

    resident.presses("Xóa hết")

    assert "Xóm 4" in lan.heard and "hủy" in lan.heard and "cài VNeID" not in lan.heard
    assert village.records.requests_of(resident.account) == []
    assert not village.records.requests_for(village.person(lan))
    assert request.state is State.WAITING


def test_whoever_accepted_is_told(village: Village) -> None:
    """Them alone, also at night."""
    lan, nam, resident = village.member("Lan", "Xóm 4"), village.member("Nam", "Xóm 4"), village.resident()
    person = village.person(lan)
    taken = replace(call_for_help(village, resident), state=State.TAKEN, holder=person.id, version=1)
    village.write(PutRequest(taken, Step.ACCEPTED, person.id))
    village.at(22)

    resident.says("/xoa").presses("Xóa hết")

    assert "hủy" in lan.heard
    assert nam.heard == ""


def test_a_handler_at_the_same_moment_writes_nothing_back(village: Village) -> None:
    """Its version of the request is an old one."""
    lan, resident = village.member("Lan", "Xóm 4"), village.resident()
    call_for_help(village, resident)
    person = village.person(lan)
    read = village.records.request(KEY, person, lan.account)
    assert read is not None

    resident.says("/xoa").presses("Xóa hết")

    with pytest.raises(StaleError):
        village.write(PutRequest(read, Step.ACCEPTED, person.id))


def test_a_role_stays(village: Village) -> None:
    """It is said, and how to end it; what was logged stays too."""
    lan = village.member("Lan", "Xóm 4").says(LINE).presses("Lưu")
    village.write(SetPreference(village.person(lan).id, "weekly", "5-19:00"))
    lan.says("/xoa")
    assert "Vai trò Thành viên Tổ Xóm 4 vẫn giữ nguyên" in lan.text and "/roi" in lan.text
    assert "1 lượt hỗ trợ anh/chị đã ghi" in lan.text

    lan.presses("Xóa hết")

    person = village.person(lan)
    assert len(village.records.visits(person, village.now.date(), village.now.date())) == 1
    assert village.records.preference(person.id, "weekly") is None


def test_a_draft_goes(village: Village) -> None:
    """Nothing brings it back."""
    lan = village.member("Lan", "Xóm 4").says(LINE, "/xoa").presses("Xóa hết")
    assert "12 người" not in lan.text

    lan.says("/dulieu")

    assert "đang ghi dở" not in lan.text


def test_here_or_everywhere(village: Village) -> None:
    """A person on two channels is asked."""
    here, there = village.resident(Channel.WEB), village.resident(Channel.TELEGRAM)
    link(village, here, there)
    there.says("làm căn cước ở mô")
    here.says("/xoa")
    assert here.buttons == ["Xóa ở mọi kênh", "Chỉ xóa ở kênh này", "Không, giữ lại"]

    here.presses("Chỉ")
    assert list(village.records.linked(here.account)) == [here.account]
    assert list(village.records.linked(there.account)) == [there.account]
    there.says("/dulieu")
    assert "2 tin nhắn" in there.text


def test_everywhere(village: Village) -> None:
    """The other place hears of it and holds nothing any more."""
    here, there = village.resident(Channel.WEB), village.resident(Channel.TELEGRAM)
    link(village, here, there)
    there.says("làm căn cước ở mô")

    here.says("/xoa").presses("Xóa ở mọi kênh")

    assert "trang web" in here.text and "Telegram" in here.text
    assert "Dữ liệu ở đây đã được xóa" in there.heard
    there.says("/dulieu")
    assert "1 tin nhắn" in there.text and "liên kết" not in there.text


def test_a_role_outlives_the_link(village: Village) -> None:
    """It stays where it was taken."""
    lan, web = village.member("Lan", "Xóm 4"), village.resident()
    link(village, lan, web)
    assert village.records.person(web.account) is not None

    web.says("/xoa").presses("Xóa ở mọi kênh")

    assert village.records.person(web.account) is None
    assert village.person(lan).accounts == (lan.account,)


def test_a_role_that_was_set_aside_comes_back(village: Village) -> None:
    """An account that had a role of its own before it was linked has it again."""
    lan, nam = village.member("Lan", "Xóm 4"), village.member("Nam", "Xóm 1")
    link(village, lan, nam)
    assert village.person(nam).name == "Lan"

    nam.says("/xoa").presses("Chỉ xóa ở kênh này")

    assert village.person(nam).name == "Nam"


def test_a_yes_from_long_ago_asks_again(village: Village) -> None:
    """Buttons stay in chats for years."""
    resident = village.resident().says("/xoa")
    yes = resident.code_of("Xóa hết")
    village.later(hours=2)

    resident.sends_code(yes)

    assert "hỏi lại cho chắc" in resident.text and "Xóa hết" in resident.buttons
    resident.sends_code("1:d:yes:all:x").sends_code("1:d:load")
    assert "Dữ liệu trợ lý giữ" in resident.text


def test_pressed_twice(village: Village) -> None:
    """The second time there is nothing left to delete."""
    resident = village.resident().says("/xoa")
    yes = resident.code_of("Xóa hết")
    resident.sends_code(yes).sends_code(yes)

    assert "Đã xóa xong" in resident.text
