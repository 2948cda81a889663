"""A help request on record in tests of what is held."""

from handlers.requests.request import Contact, Desk, PutRequest, Reach, Request, Step
from tests.village import MINH_HOP, Talker, Village

PHONE = "0912345678"
KEY = "abcdefghij"


def call_for_help(village: Village, resident: Talker, key: str = KEY, hamlet: str = "Xóm 4") -> Request:
    """A request of this resident that waits at the hamlet's team, with a number and a place."""
    place = next(each for each in village.records.hamlets(MINH_HOP) if each.name == hamlet)
    request = Request(
        key,
        resident.account,
        village.now,
        Desk.TEAM,
        village.now,
        hamlet=place,
        commune=MINH_HOP,
        wants="cài VNeID cho ông nhà tui",
        when="chiều thứ Bảy",
        reach=Reach.CALL,
    )
    village.write(PutRequest(request, Step.OPENED, contact=Contact(PHONE, "cạnh ao làng")))
    return request
