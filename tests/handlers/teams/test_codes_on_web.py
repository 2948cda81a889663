"""New conversations on the web are no way to try codes without end: all of them together have a limit of their own."""

from handlers.message import Channel
from handlers.teams.changes import NoteWrongCode
from handlers.teams.codes import TRIES_ON_WEB
from handlers.teams.people import Account
from tests.handlers.teams.test_joining import invitation, poster
from tests.village import Village


def test_many_wrong_codes_by_many_visitors(village: Village) -> None:
    """Invitations wait for an hour on the web; posters, other channels and questions don't."""
    code = invitation(village)
    poster(village, "Xóm 4")
    village.write(*(NoteWrongCode(Account(Channel.WEB, f"visitor-{n}")) for n in range(TRIES_ON_WEB - 1)))
    assert "Không có mã" in village.resident().says("A9C 4D3").text

    lan = village.resident().says(code)

    assert "quá nhiều mã sai" in lan.text and "Lời mời" not in lan.text
    assert "Tổ Xóm 4" in lan.says("K7M 3PX").text
    assert "Lời mời" in village.resident(Channel.TELEGRAM).says(code).text
    village.later(minutes=61)
    assert "Lời mời" in lan.says(code).text
