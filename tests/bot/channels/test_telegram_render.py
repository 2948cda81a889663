"""A reply as Telegram's HTML and keyboards: nothing lost, nothing too long, nothing that Telegram refuses."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram_render import keyboard, parts, units
from handlers.action import Action, Verb
from handlers.reply import Bullets, Link, Paragraph, Press, Reply, Small, say
from tests.bot.assistant import document
from tests.fakes.telegram_checks import shown

_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)
_blocks = st.one_of(
    st.builds(Paragraph, _texts),
    st.builds(Small, _texts),
    st.builds(Bullets, st.lists(_texts, max_size=5).map(tuple), st.booleans()),
    st.builds(Link, _texts, st.just('https://dichvucong.gov.vn/?a=1&b="2"')),
)
_replies = st.builds(Reply, st.lists(_blocks, max_size=6).map(tuple), st.none() | _texts)


def test_a_document() -> None:
    """Title bold, lists with their marks, links by their labels, sources in italics."""
    assert parts(document()) == [
        "<b>Giấy tờ khai sinh</b>\n\n"
        "Cần mang những giấy tờ này:\n"
        "• Giấy chứng sinh\n• Căn cước của cha hoặc mẹ\n\n"
        "1. Mở VNeID\n2. Chọn “Thủ tục hành chính”\n\n"
        '<a href="https://dichvucong.gov.vn">Nộp trực tuyến</a>\n\n'
        "<i>Nguồn: Luật Hộ tịch 2014, điều 16 · kiểm tra ngày 20/11/2026</i>"
    ]


def test_markup_in_a_text_is_text() -> None:
    """What people typed or editors wrote never becomes markup."""
    text = '<b>1 < 2 && "x"</b> &amp; <script>'

    assert parts(say(text)) == ['&lt;b&gt;1 &lt; 2 &amp;&amp; "x"&lt;/b&gt; &amp;amp; &lt;script&gt;']
    assert shown(parts(say(text))[0], "HTML") == text


def test_a_link_that_telegram_would_drop() -> None:
    """A phone number or an app's address is shown to be typed."""
    reply = Reply((Link("Gọi", "tel:0238"), Link("", "https://x.vn/?a=1&b=2")))

    assert parts(reply) == ['Gọi: tel:0238\n\n<a href="https://x.vn/?a=1&amp;b=2">https://x.vn/?a=1&amp;b=2</a>']


def test_long_replies_break_between_paragraphs() -> None:
    """As much as fits goes into each message."""
    reply = say(*(f"{n} " + "chữ " * 300 for n in range(8)))

    texts = parts(reply)

    assert len(texts) == 3 and all(units(text) <= 4096 for text in texts)
    assert [text[:2] for text in texts] == ["0 ", "3 ", "6 "]


def test_a_heading_stays_with_its_list() -> None:
    """What ends in a colon is never the last line of a message."""
    reply = Reply((Paragraph("x" * 4080), Paragraph("Giấy tờ:"), Bullets(("Giấy chứng sinh",))))

    assert parts(reply)[1:] == ["Giấy tờ:\n• Giấy chứng sinh"]


def test_a_paragraph_longer_than_a_message() -> None:
    """It breaks at a sentence, each part with its own markup."""
    reply = Reply((Small("Một câu dài vừa phải. " * 400),))

    texts = parts(reply)

    assert len(texts) == 3
    assert all(text.startswith("<i>Một") and text.endswith(".</i>") for text in texts)


def test_emoji_count_twice() -> None:
    """Telegram counts UTF-16 units, and a pair is never torn."""
    texts = parts(say("😀" * 3000))

    assert [units(text) for text in texts] == [4096, 1904]


def test_markup_does_not_count() -> None:
    """4,096 is the length that people see: an ampersand is one."""
    assert len(parts(say("&" * 4096))) == 1


@given(_replies, st.integers(20, 200))
def test_whatever_is_said(reply: Reply, longest: int) -> None:
    """Every part fits and is good HTML, and together they say everything in order."""
    texts = [shown(text, "HTML") for text in parts(reply, longest)]

    assert all(units(text) <= longest for text in texts)
    whole = "".join("".join(text.split()) for text in texts)
    for block in reply.blocks:
        said = block.items if isinstance(block, Bullets) else [block.label if isinstance(block, Link) else block.text]
        for text in said:
            at = whole.find("".join(text.split()))
            assert at >= 0


def test_nothing_to_say() -> None:
    """No message for no words."""
    assert parts(Reply((Paragraph(" \n"), Bullets(())))) == []
    assert parts(say("\x00a\x0bb")) == ["ab"]


def test_rows_of_buttons() -> None:
    """Two short labels share a row, long ones stand alone, numbers stand five abreast; the order stays."""
    labels = ["Một", "Hai", "Danh mục", "Gặp người giúp", "Giấy tờ cho trường hợp của tôi", "Quay lại", "1", "2", "3"]

    markup = keyboard([Press(label, Action(Verb.MENU)) for label in labels])

    assert markup is not None
    assert [[button.text for button in row] for row in markup.inline_keyboard] == [
        ["Một", "Hai"],
        ["Danh mục", "Gặp người giúp"],
        ["Giấy tờ cho trường hợp của tôi"],
        ["Quay lại"],
        ["1", "2", "3"],
    ]


def test_out_of_a_group() -> None:
    """A link opens the private conversation; without the bot's name there is none."""
    press = Press("Hỏi riêng trợ lý", Action(Verb.PRIVATE))

    markup = keyboard([press], "troly_thu_bot")

    assert markup is not None
    assert markup.to_dict()["inline_keyboard"] == [
        [{"text": "Hỏi riêng trợ lý", "url": "https://t.me/troly_thu_bot?start=hoi"}]
    ]
    assert keyboard([press]) is None


def test_no_buttons() -> None:
    """No keyboard at all."""
    assert keyboard(()) is None
