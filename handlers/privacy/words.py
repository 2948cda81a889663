"""What people type to see or delete what is held about them; the same about VNeID or the registers is a question."""

import re
from enum import StrEnum

from handlers.ask.choosing import plain


class Wish(StrEnum):
    """What somebody wants with their data."""

    SEE = "see"
    DELETE = "delete"


_SEE_COMMANDS = frozenset({"/dulieu", "/du_lieu", "/data"})
_DELETE_COMMANDS = frozenset({"/xoa", "/xoadulieu", "/xoa_du_lieu"})
_ME = r"(?:toi|tui|tau|minh|em|con|chau|bac|tao|choa)"
_WE = r"(?:tro ly|bot|may|app|he thong|ben ni|ben nay|o day|day)"
_WHAT = r"(?:nhung )?(?:(?:cai|du lieu|thong tin|dieu|so lieu) )?(?:gi|chi|nao)"
_END = rf"(?: (?:vay|the|rua|ri|ha|nhi|a|o|ro|khong|ko|voi|nhe|di|day|giup|gium|giup {_ME}|gium {_ME}))*"
_WANT = rf"(?:(?:{_ME} )?(?:muon|can|xin|hay|cho|cho {_ME}|nho|giup {_ME}) )?"
_KEEP = r"(?:luu|giu|luu giu|luu tru|nho|cat|thu thap)"

_SEE = re.compile(
    rf"{_WANT}(?:(?:xem|coi|kiem tra|tai|tai ve|lay|in)(?: lai)? )?du lieu (?:ca nhan )?(?:cua|ve) {_ME}"
    rf"(?: (?:dang )?(?:duoc )?{_KEEP})?{_END}"
    rf"|(?:{_WANT}(?:hoi|biet) )?(?:{_WE} )?(?:co |dang |co dang )?{_KEEP} {_WHAT} (?:ve|cua) {_ME}{_END}"
    rf"|{_WE} biet {_WHAT} ve {_ME}{_END}"
)
_DELETE = re.compile(
    rf"{_WANT}(?:xoa|huy)(?: bo| het| sach| toan bo| tat ca| luon| sach het)* (?:moi |nhung |cac )?"
    r"(?:du lieu|lich su(?: (?:chat|tro chuyen|nhan tin|hoi dap))?|(?:cuoc|doan) (?:tro chuyen|chat))"
    rf"(?: ca nhan)?(?: (?:nay|ni))?(?: (?:cua|ve) {_ME})?(?: (?:o day|o ben ni))?(?: het| luon)*{_END}"
)


def wish(text: str) -> Wish | None:
    """What a typed line asks for; None when it is about something else."""
    typed = plain(text)
    command = typed.split()[0] if typed else ""
    if command in _SEE_COMMANDS or _SEE.fullmatch(typed):
        return Wish.SEE
    if command in _DELETE_COMMANDS or _DELETE.fullmatch(typed):
        return Wish.DELETE
    return None
