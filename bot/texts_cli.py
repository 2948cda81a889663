"""Everything that the command line says."""

import click

from bot.settings import SettingsError
from bot.storage.errors import StorageError
from knowledge.labelled import LabelError
from knowledge.yaml_lines import ContentError

HELP = "Trợ lý số cộng đồng: hỏi đáp về dịch vụ công và VNeID, có nguồn, có ngày."
BUILDING = "Đang dựng chỉ mục lần đầu (khoảng 20 giây)…"
SEE = " Xem: {command}"
ASK_ONE = "cần đúng một trong hai: một câu hỏi trong ngoặc kép, hoặc --jsonl TỆP"
FITTED = "Đã khớp lại và ghi vào {path}."
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
            return f"Thiếu {error.param.human_readable_name if error.param else 'một giá trị'}."
        case click.BadParameter():
            return _bad_value(error)
        case _ if error.message.startswith("No such command"):
            return f"Không có lệnh {error.message.split(chr(39))[1]}." if "'" in error.message else "Không có lệnh này."
        case _:
            return f"Lệnh chưa đúng: {error.message}"


def _bad_value(error: click.BadParameter) -> str:
    name = error.param.human_readable_name if error.param else "giá trị"
    kind = error.param.type if error.param else None
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
        case SettingsError() | StorageError() | LabelError():
            return str(error), "", 1
        case OSError():
            return f"Không mở được {error.filename or 'tệp'}: {error.strerror or error}.", "", 1
        case _ if type(error).__name__ == "StartError":
            return str(error), "", 1
        case _:
            return UNEXPECTED.format(kind=type(error).__name__), "", 1
