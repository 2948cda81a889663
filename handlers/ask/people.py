"""Who helps in person: the hamlet's team, the commune, and the hotline that fits. What has no number is left out."""

from handlers.ask import buttons, texts
from handlers.reply import Bullets, Paragraph, Reply
from knowledge.content import Contact, Content

_HOTLINES = {
    "cu-tru": ("tong-dai-c06",),
    "giay-to": ("tong-dai-c06",),
    "ho-tich": ("tong-dai-dvc",),
    "vneid": ("tong-dai-c06",),
    "xe": ("tong-dai-dvc",),
    "an-sinh-viec-lam": ("tong-dai-bhxh",),
    "nha-dat-dien": ("tong-dai-dien",),
    "an-toan": ("cong-an", "bao-lua-dao"),
}
_OTHERWISE = ("tong-dai-dvc", "tong-dai-c06")
_POLICE_GROUPS = frozenset({"cu-tru", "giay-to", "vneid", "xe", "an-toan"})


def people_reply(content: Content, topic_id: str | None, place: str | None = None) -> Reply:
    """Who helps with a topic, or in general; a commune's own contacts only in that commune (`place`)."""
    topic = content.topics.get(topic_id or "")
    group = topic.group if topic else ""
    lines = [texts.PERSON_AUTHORITY.format(authority=topic.authority)] if topic else []
    lines += texts.PERSON_LOCAL
    if not group or group in _POLICE_GROUPS:
        lines.append(texts.PERSON_POLICE)
    wanted = _HOTLINES.get(group, _OTHERWISE)
    shown = [contact for contact in content.contacts if contact.value and contact.unit in (None, place)]
    known = {contact.id: contact for contact in shown}
    lines += [_line(known[key]) for key in wanted if key in known]
    lines += [_line(contact) for contact in shown if contact.kind == "local" or contact.unit]
    return Reply((Paragraph(texts.PERSON_INTRO), Bullets(tuple(lines))), buttons=(buttons.MENU,))


def shows_people(reply: Reply) -> bool:
    """Whether a reply lists who helps."""
    return Paragraph(texts.PERSON_INTRO) in reply.blocks


def _line(contact: Contact) -> str:
    mark = f" {texts.UNCONFIRMED}" if contact.confirm else ""
    return f"{contact.name}: {contact.value}{mark}"
