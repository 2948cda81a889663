"""What platforms bring beside text: each kind has a reply of its own, and the conversation goes on where it was."""

from itertools import pairwise

import pytest

from handlers.ask import texts
from handlers.conversation import Conversation
from handlers.message import Contact, Content, Joined, Left, Location, Other, Photo, Start, Voice
from tests.conversing import Conversing
from tests.village import Village

UNREAD: list[tuple[Content, tuple[str, ...]]] = [
    (Voice("f", 4), texts.VOICE_NOT_HEARD),
    (Voice("f", 4, heard=" … "), texts.VOICE_NOT_HEARD),
    (Photo("f"), texts.PHOTO),
    (Photo("f", caption="👍"), texts.PHOTO),
    (Location(19.1, 105.6), texts.LOCATION),
    (Contact(), texts.CONTACT),
    (Other("sticker"), texts.OTHERS["sticker"]),
    (Other("file"), texts.OTHERS["file"]),
    (Other("video"), texts.OTHERS["video"]),
    (Other("photo"), texts.PHOTO),
    (Other("voice"), texts.VOICE_NOT_HEARD),
    (Other("location"), texts.LOCATION),
    (Other("hologram"), texts.OTHER),
]


@pytest.mark.parametrize(("content", "lines"), UNREAD)
def test_each_kind_is_answered_by_name(chat: Conversing, content: Content, lines: tuple[str, ...]) -> None:
    """It says what can't be read and how to go on, nothing is noted, and twice running it's never the same."""
    first, second = chat.sends(content), chat.sends(content)

    assert first in lines
    assert second in lines
    assert first != second
    assert chat.buttons == [texts.MENU_BUTTON]
    assert chat.changes == []


def test_no_fallback_twice_running_whatever_is_mixed(chat: Conversing) -> None:
    """Stickers, voices and words that mean nothing in turn: what is said always changes."""
    said = []
    for content in (Voice("f"), Other("sticker"), Other("sticker"), Photo("f"), Photo("f"), Voice("f"), Voice("f")):
        said += [chat.sends(content), chat.says("blơ blơ xì xụp")]

    assert all(before != after for before, after in pairwise(said))
    assert all(before != after for before, after in pairwise(said[::2]))


def test_pictures_of_papers_are_warned_of(chat: Conversing) -> None:
    """The picture without words, and the note on one with words, both say not to send papers."""
    assert "đừng gửi ảnh căn cước" in chat.sends(Photo("f"))
    assert "đừng gửi ảnh căn cước" in chat.sends(Photo("f", caption="làm lại căn cước hết bao nhiêu tiền"))


def test_a_caption_is_a_question(chat: Conversing) -> None:
    """What stands under a picture is answered like what is typed, after a word on the picture."""
    answer = chat.says("làm lại căn cước hết bao nhiêu tiền")

    shown = chat.sends(Photo("f", caption="làm lại căn cước hết bao nhiêu tiền"))

    assert shown == f"{texts.PHOTO_WITH_WORDS}\n\n{answer}"
    assert chat.topic == "cap-doi-the-can-cuoc"


def test_a_sticker_in_the_middle_of_a_list(chat: Conversing) -> None:
    """It is answered, and the list goes on at the same question."""
    chat.sends_code("1:c:khai-sinh")
    asked, begun = chat.text, chat.state.checklist

    shown = chat.sends(Other("sticker"))

    assert shown.startswith(texts.OTHERS["sticker"][0])
    assert shown.endswith(f"{texts.CHECKLIST_RESUME}\n\n{asked}")
    assert chat.state.checklist == begun
    chat.says("1")
    assert chat.state.checklist != begun


def test_the_conversation_is_as_before(chat: Conversing) -> None:
    """A follow-up after a photo still means the topic before it."""
    chat.says("đăng ký khai sinh cho con cần giấy gì")
    chat.sends(Photo("f"))

    chat.says("thế hết bao nhiêu tiền?")

    assert (chat.topic, chat.state.facet) == ("khai-sinh", "fee")


@pytest.mark.parametrize("payload", ["", "hoi", "ABC123", "x" * 64])
def test_a_start_whatever_it_carries(chat: Conversing, payload: str) -> None:
    """A link whose payload means nothing leads to the welcome."""
    assert texts.WELCOME[0] in chat.sends(Start(payload))
    assert len(chat.buttons) == 8


def test_who_joins_is_welcomed(chat: Conversing) -> None:
    """With the menu; a person who had begun a list already keeps it."""
    assert texts.WELCOME[0] in chat.sends(Joined())
    assert len(chat.buttons) == 8
    assert texts.WELCOME[0] not in chat.says("menu")

    chat.sends_code("1:c:khai-sinh")
    begun = chat.state.checklist
    assert texts.WELCOME[0] in chat.sends(Joined())
    assert chat.state.checklist == begun is not None


def test_who_leaves_is_forgotten(chat: Conversing) -> None:
    """Nobody is answered, nothing is remembered, and who comes back is welcomed anew."""
    chat.says("đăng ký khai sinh cho con cần giấy gì")

    assert chat.sends(Left()) == ""
    assert chat.state == Conversation()
    assert texts.WELCOME[0] in chat.sends(Joined())


@pytest.mark.parametrize("line", ["trợ giúp", "tro giup", "/help", "Hướng dẫn", "giúp tôi"])
def test_asking_for_help(chat: Conversing, line: str) -> None:
    """How to ask, the menu and a person."""
    assert texts.HELP[0] in chat.says(line)
    assert chat.buttons == [texts.MENU_BUTTON, texts.PERSON]


def test_the_help_names_the_commands_of_whoever_asks(village: Village) -> None:
    ba, nam, hoa, ha = (
        village.resident().says("trợ giúp"),
        village.member("Nam", "Xóm 4").says("/help"),
        village.leader("Hoa", "Bản Nà").says("huong dan"),
        village.admin("Hà").says("/help"),
    )
    for one in (ba, nam, hoa, ha):
        assert all(command in one.text for command in ("/menu", "/yeucau", "/dulieu", "/xoa"))
    shown = [[command in one.text for command in ("/ghi", "/viec", "/moi", "/thongbao")] for one in (ba, nam, hoa, ha)]
    assert shown == [[False] * 4, [True, True, False, False], [True, True, True, False], [True] * 4]
