"""A tiny pure handler as input for the tests of `bot/`: it echoes, counts, and a few words make it misbehave."""

from base64 import b64decode
from datetime import date

from handlers.action import Action, Verb, decode
from handlers.conversation import Conversation
from handlers.message import Button, Message, Text
from handlers.records import Records
from handlers.reply import Bullets, Link, Paragraph, Picture, Press, Reply, Small, say
from handlers.turn import Answering, NoteHelped, NoteUnanswered, Turn

MENU = Press("Danh mục", Action(Verb.MENU))
BIRTH = Press("Khai sinh", Action(Verb.TOPIC, ("khai-sinh",)))
# One white dot.
DOT = Picture(
    b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="),
    "Biểu đồ lượt hỗ trợ theo xóm",
    "Xóm 4: 12 lượt",
)
FEE = Press("Lệ phí", Action(Verb.TOPIC, ("khai-sinh", "fee")))


def assistant(message: Message, conversation: Conversation, today: date) -> Turn:
    """Echo what is typed with its number in the conversation; answer buttons; raise on `lỗi`."""
    counted = conversation.with_(misses=conversation.misses + 1)
    match message.content:
        case Text(text, cut):
            return _typed(text, cut, counted, message.masked, today)
        case Button(code):
            return _pressed(decode(code), counted)
    return Turn(counted)


def assembled(records: Records) -> Answering:
    """The same as a whole assistant, which looks nothing up."""
    return Answering(assistant)


def _typed(text: str, cut: bool, conversation: Conversation, masked: tuple[str, ...], today: date) -> Turn:
    if text == "lỗi":
        raise RuntimeError("a text that belongs to nobody's log")
    if text == "giấy tờ":
        return Turn(conversation, (document(),))
    if text == "hai":
        return Turn(conversation, (say("Một."), say("Hai.")))
    if text == "hình":
        return Turn(conversation, (Reply((Paragraph("Tuần này của tổ:"),), picture=DOT),))
    parts = [f"{conversation.misses}: {text}", f"Hôm nay {today.isoformat()}."]
    if cut:
        parts.append("Câu dài quá, chỉ đọc 2.000 ký tự đầu.")
    if masked:
        parts.append("Đã che: " + ", ".join(masked))
    note = NoteUnanswered(text, "unknown") if text.endswith("?") else None
    return Turn(conversation, (say(*parts, buttons=(BIRTH, MENU)),), (note,) if note else ())


def _pressed(action: Action | None, conversation: Conversation) -> Turn:
    if action is None:
        return Turn(conversation, (say("Nút này cũ rồi, mời bà con chọn lại.", buttons=(MENU,)),))
    if action.verb is Verb.MENU:
        return Turn(conversation, (say("Chào bà con! Mời chọn việc cần hỏi:", buttons=(BIRTH, FEE)),))
    if action.verb is Verb.HELPED:
        return Turn(conversation, (say("Cảm ơn bà con."),), (NoteHelped(action.args[0], action.args[1] == "1"),))
    return Turn(conversation, (document(),))


def document() -> Reply:
    """A reply with every kind of block."""
    return Reply(
        blocks=(
            Paragraph("Cần mang những giấy tờ này:"),
            Bullets(("Giấy chứng sinh", "Căn cước của cha hoặc mẹ")),
            Bullets(("Mở VNeID", "Chọn “Thủ tục hành chính”"), numbered=True),
            Link("Nộp trực tuyến", "https://dichvucong.gov.vn"),
            Small("Nguồn: Luật Hộ tịch 2014, điều 16 · kiểm tra ngày 20/11/2026"),
        ),
        title="Giấy tờ khai sinh",
        buttons=(FEE, MENU),
        keep=True,
    )
