"""Everything that the command line says."""

import re

import click

from bot.commands.errors import CommandError
from bot.settings import SettingsError
from bot.storage.errors import StorageError
from knowledge.edits import EditError
from knowledge.labelled import LabelError
from knowledge.yaml_lines import ContentError

HELP = "Trợ lý số cộng đồng: hỏi đáp về dịch vụ công và VNeID, có nguồn, có ngày."
BUILDING = "Đang dựng chỉ mục lần đầu (khoảng nửa phút)…"
NO_COMMUNE = "chưa rõ “{name}” là xã, phường nào của Nghệ An; ghi đủ như “xã Minh Hợp”, “phường Cửa Lò”."
UNTIL_ALONE = "--until chỉ dùng cùng --calendar."
SEE = " Xem: {command}"
ASK_ONE = "cần đúng một trong hai: một câu hỏi trong ngoặc kép, hoặc --jsonl TỆP"
FITTED = "Đã khớp lại và ghi vào {path}."
EDIT_LOST = "Bản sửa ở “{place}” không còn khớp nội dung gốc của bản cài này. Mở trang quản trị để bỏ hoặc sửa lại nó; --shipped dùng nội dung gốc."
UNEXPECTED = "Có lỗi ngoài dự kiến ({kind}). Không có gì bị mất; chạy lại với --debug để xem chi tiết."


def checked(faults: int, warnings: int) -> str:
    """The last line of a check."""
    if not faults and not warnings:
        return "Nội dung không có lỗi."
    return f"{faults} lỗi, {warnings} lưu ý."


def usage(error: click.UsageError) -> str:
    """What is wrong with how a command was called."""
    match error:
        case click.NoSuchOption():
            return f"Không có tùy chọn {error.option_name}."
        case click.MissingParameter():
            return f"Thiếu {_name(error.param)}."
        case click.BadParameter():
            return _bad_value(error)
        case _ if error.message.startswith("No such command"):
            return f"Không có lệnh {error.message.split(chr(39))[1]}." if "'" in error.message else "Không có lệnh này."
        case _:
            return f"Lệnh chưa đúng: {error.message}"


def _name(param: click.Parameter | None) -> str:
    """What people call it: an option as they type it, an argument by what it is."""
    if isinstance(param, click.Option):
        return param.opts[0]
    return "tệp" if isinstance(getattr(param, "type", None), click.Path) else "giá trị"


def _bad_value(error: click.BadParameter) -> str:
    name = _name(error.param)
    kind = error.param.type if error.param else None
    # The value stands in quotes in the library's message; nothing else of that message is shown.
    value = re.search(r"'([^']*)'", error.message) or re.match(r"(\S+) is not", error.message)
    if value:
        name = f"{name} “{value.group(1)}”"
    match kind:
        case click.DateTime():
            return f"{name} không đúng: cần một ngày dạng 2026-11-21."
        case click.IntRange():
            return f"{name} không đúng: cần một số từ {kind.min} đến {kind.max}."
        case click.Path() | click.File():
            return f"{name} không đúng: không mở được tệp này."
        case _:
            return f"{name} không đúng."


def sentence(error: Exception) -> tuple[str, str, int]:
    """An error as a sentence, the command that helps on (or nothing), and the exit code."""
    match error:
        case ContentError():
            return f"Nội dung có lỗi, chưa dùng được:\n{error}", "troly check", 1
        case EditError():
            return EDIT_LOST.format(place=error), "", 1
        case SettingsError() | StorageError() | LabelError() | CommandError():
            return str(error), "", 1
        case OSError():
            return f"Không mở được {error.filename or 'tệp'}: {error.strerror or error}.", "", 1
        case _ if type(error).__name__ == "StartError":
            return str(error), "", 1
        case _:
            return UNEXPECTED.format(kind=type(error).__name__), "", 1
