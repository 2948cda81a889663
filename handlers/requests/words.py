"""Whether somebody asks for a person to come, or asks a question: told by their words, however they are written."""

# ruff: noqa: E501 - the lists of phrases read better on long lines

import re

from handlers.ask.choosing import plain
from knowledge.activities import Subject, load_activity_terms

_WHO = r"(?:(?:mot |1 |may |vai )?(?:nguoi|ai|can bo|cac anh|cac chi|anh em|anh chi|dua|doan vien|thanh nien)|to(?: cong nghe(?: so)?(?: cong dong)?)?|to cnscd|doi cong nghe|to cong dong)"
_GAP = r"(?: (?:mo|nao|ranh|do|nha|vo|vao|ra|xuong|len|lai|toi|di|co the|len day|ve)){0,2}"
_HELP = r"(?:giup|chi|bay|day|huong dan|ho tro|ho|coi|xem|man ho|man giup|lam ho|lam giup|cai ho|cai giup)"
_COME = r"(?:den|xuong|qua|toi|ve|lai|sang|vo|ra|len)"
_HOME = r"(?: (?:tan|den))?(?: (?:nha|noi|cho))"
_ME = r"(?:toi|tui|minh|em|choa|chau|con|ba|me|bo|ong|gia dinh|nha|bac|mu|o|chi|anh|co|chu)"
_END = r"(?: (?:voi|cai|di|nhe|nha|a|nghe|hi|he|oi|duoc khong|duoc khong a|duoc ko|dc khong|dc ko|khong|ko|may))*$"
# The person comes: so much said, even "được không" is a call.
_CALLS = (
    rf"\b(?:nho|cho|cu|keu|goi|bao|phai|dieu|xin|can|muon|kiem|tim) (?:giup |cho |ho |{_ME} |co ){{0,2}}{_WHO}{_GAP}"
    rf" (?:{_COME}(?:{_HOME})?(?: {_ME}){{0,2}} )?{_HELP}\b",
    rf"\b(?:nho|cho|cu|keu|goi|phai|dieu|can|muon co|moi) (?:giup |cho |ho |{_ME} ){{0,2}}{_WHO}{_GAP}"
    rf" {_COME}{_HOME}",
    rf"\b(?:nho|cho|cu|keu|goi|phai|dieu|can|moi) (?:giup |cho |{_ME} ){{0,2}}{_WHO}{_GAP} {_COME}(?: {_ME})?{_END}",
    rf"\bco ai{_GAP} (?:{_COME}(?:{_HOME})?(?: {_ME})? )?{_HELP} (?:ho |giup |cho )?{_ME}(?: {_ME})?(?: \w+){{0,4}}{_END}",
    rf"\bai{_GAP} {_COME}(?:{_HOME})?(?: {_ME})? {_HELP}\b",
    rf"^ai {_HELP} {_ME}(?: {_ME})? voi$",
    rf"\b{_COME} (?:tan )?nha (?:{_ME} )?{_HELP}\b",
    rf"\b{_COME} {_HELP} (?:{_ME} )?(?:tai|tan|o) nha\b",
    r"^(?:\w+ ){0,3}(?:goi|nho|keu|lien he|gap|bao|can) (?:giup |cho |ho |voi )?(?:\w+ )?to cong nghe(?: so)?(?: cong dong)?(?: \w+){0,3}$",
    r"^(?:toi |tui |em |minh )?(?:muon |can )?(?:nho (?:nguoi )?giup(?: do)?|nho ho tro|yeu cau ho tro|can nguoi giup|nho giup tan noi|xin ho tro|dang ky ho tro)(?: voi| a| nhe)?$",
    r"^nho (?:to|ai|nguoi)(?: giup)?(?: voi| a)?$",
)
_CALL = re.compile("|".join(f"(?:{pattern})" for pattern in _CALLS))
# What only a question says: somebody else as one's proxy, or a thing to know.
_NO_CALL = re.compile(
    r"\b(?:nguoi (?:khac|than|nha|quen|lam chung|bao lanh|nuoc ngoai|gia co)|uy quyen|thay mat|nop (?:ho|thay)|nhan (?:ho|thay)|lay (?:ho|thay)"
    r"|ky (?:ho|thay)|di (?:ho|thay)|bao nhieu|o dau|o mo|the nao|nhu nao|can (?:gi|chi|giay)|giay to gi|mat phi|ton tien|may tien|so nao|so may|la gi|la ai|gom ai"
    r"|co phai|khi nao|bao gio|(?:goi|keu|bao) ai (?!den|xuong|qua|toi)|nho ai (?:day|bay|chi)|ai bay gio)\b"
)
# Who is told to send money asks whether to; whoever was cheated already needs somebody beside them.
_SCAM = re.compile(r"\b(?:lua dao|cong an goi|nguoi ta (?:goi|bao)|chuyen (?:tien|khoan)|otp)\b")
_CHEATED = re.compile(
    r"\b(?:bi (?:no |chung no |nguoi ta |ho )?(?:lua|mat (?:het )?tien|hack|rut (?:het )?tien)|mat (?:het )?tien|da (?:lo )?chuyen|lo chuyen|(?:doc|bam|gui) (?:ma |link )?(?:otp )?(?:mat )?roi"
    r"|chuyen (?:tien|khoan) (?:\w+ ){0,3}?(?:roi|mat roi|xong))\b"
)
_QUESTION = re.compile(
    r"\b(?:bao nhieu|may tien|may ngay|may nam|bao lau|bao gio|khi nao|khi mo|o dau|o mo|cho mo|the nao|nhu nao|nhu the nao|lam sao|lam the nao|man rang"
    r"|lam rang|ra sao|vi sao|tai sao|can (?:gi|chi|nhung gi)|giay to (?:gi|chi)|giay (?:gi|chi)|la gi|la chi|co can|co phai|phai khong|duoc khong|duoc ko|dc ko"
    r"|dc khong|mat phi|co mat|ton (?:bao|may))\b|\b(?:khong|ko)$"
)
# Somebody who tells what they can't do: that is what they want help with.
_NOT_KNOWING = re.compile(r"\b(?:khong|ko|k|no|chua) (?:biet|hieu|ro)\b")
_QUESTION_END = re.compile(r"\?\s*$")

_OWN = re.compile(
    r"\b(?:ai (?:dang )?(?:giu|nhan|lo|phu trach) (?:yeu cau|loi nho|viec)(?: cua)? (?:toi|tui|minh|em)"
    r"|(?:yeu cau|loi nho)(?: giup do| ho tro)? cua (?:toi|tui|minh|em)|(?:toi|tui|em|minh) (?:da )?nho(?: \w+){0,3} (?:den dau roi|ai nhan chua|co ai nhan chua))\b"
)
_WAITING = re.compile(
    r"\b(?:co ai (?:dang )?nho (?:giup )?(?:khong|ko|gi khong|chi khong|viec gi|mo)|ai (?:dang )?nho (?:gi|chi|giup)|co viec (?:gi|chi) (?:khong|dang cho)"
    r"|(?:co )?(?:viec|yeu cau|ca) (?:nao |mo )?(?:dang |con )?cho(?: khong| ko)?$|con ai (?:dang )?cho)"
)


def asks_for_person(text: str) -> bool:
    """Whether somebody wants a person to come and help: "cho người đến nhà chỉ tui với"."""
    typed = plain(text)
    if not _CALL.search(typed) or _NO_CALL.search(typed):
        return False
    return not _SCAM.search(typed) or bool(_CHEATED.search(typed))


def subject_of(text: str) -> Subject | None:
    """The first thing that a line names which teams help with; None when it names none."""
    terms, said = load_activity_terms(), plain(text).split()
    # "ai" is somebody here, and no machine.
    found = (terms.at(said, at) for at, word in enumerate(said) if word != "ai")
    return next((item[1] for item in found if item), None)


def is_question(text: str) -> bool:
    """Whether a line typed into a form is a question rather than what the form asks for."""
    typed = plain(text)
    return bool(_QUESTION_END.search(text) or (_QUESTION.search(typed) and not _NOT_KNOWING.search(typed)))


def asks_own(text: str) -> bool:
    """Whether somebody asks what became of their own request."""
    return bool(_OWN.search(plain(text)))


def asks_waiting(text: str) -> bool:
    """Whether somebody of a team asks what waits."""
    return bool(_WAITING.search(plain(text)))
