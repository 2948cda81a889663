"""What the conversations of help requests begin with."""

from tests.village import Talker, Village

PHONE = "0912 345 678"
WANTS = "cài vneid cho ông nhà tui"


def fills(talker: Talker, wants: str = WANTS, place: str = "xóm 4 minh hợp") -> Talker:
    """Everything up to how to be reached."""
    talker.says("nhờ người đến giúp").presses("Đồng ý")
    return talker.says(place, wants).presses("Sáng mai")


def calls(talker: Talker, wants: str = WANTS, place: str = "xóm 4 minh hợp") -> Talker:
    """A request through the assistant, sent."""
    return fills(talker, wants, place).presses("Nhắn qua", "Gửi")


def phones(talker: Talker) -> Talker:
    """A request with a number to call, sent."""
    return fills(talker).presses("Gọi").says(PHONE)


def taken(village: Village, resident: Talker, helper: Talker) -> None:
    """A request that the helper accepted."""
    calls(resident)
    helper.says("/viec").presses("Nhận")
