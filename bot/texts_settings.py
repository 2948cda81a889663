"""Everything that is said about settings that can't be used. No sentence ever holds a value: it may be a secret."""


def setting_unknown(name: str, nearest: str | None) -> str:
    """An unknown name in the environment or in `.env`."""
    hint = f" Có phải bạn muốn viết {nearest}?" if nearest else ""
    return f"Không có cài đặt nào tên {name}.{hint}"


def setting_line(file: str, line: int) -> str:
    """A line of `.env` that isn't KEY=VALUE. The line itself isn't shown: it may hold a secret."""
    return f"{file}, dòng {line}: cần có dạng TÊN=GIÁ TRỊ."


def setting_file(file: str) -> str:
    """`.env` can't be read."""
    return f"Không đọc được {file}: tệp phải là văn bản UTF-8 và chương trình phải có quyền đọc."


def setting_twice(name: str, in_file: str) -> str:
    """A setting was given itself and as a file."""
    return f"{name} và {in_file} được đặt cùng lúc. Chỉ giữ một trong hai."


def setting_file_unreadable(name: str) -> str:
    """The file that should hold a setting can't be read."""
    return f"Không đọc được tệp mà {name} chỉ tới: tệp phải có, là văn bản UTF-8 và chương trình phải có quyền đọc."


def setting_file_empty(name: str) -> str:
    """The file that should hold a setting holds nothing."""
    return f"Tệp mà {name} chỉ tới đang trống."


def channel_half(channel: str, missing: str) -> str:
    """Some settings of a channel are there, and what it can't do without isn't."""
    return f"Kênh {channel} mới được đặt một phần: còn thiếu {missing}."


def webhook_needs(mode: str, missing: str) -> str:
    """Webhook mode can't do without these."""
    return f"{mode}=webhook cần thêm {missing}."


AND = " và "

_ADDRESS = "{name} phải là địa chỉ bắt đầu bằng https:// hoặc http://, không có dấu ? hay #."
_IN_PATH = "{name} không đúng dạng: dán nguyên mã, không có khoảng trắng và không có / ? # %."
_PLAIN = "{name} không đúng dạng: dán nguyên mã, không có khoảng trắng."
_MODE = "{name} phải là polling hoặc webhook."
_LINK = "{name} phải là địa chỉ bắt đầu bằng https://, ví dụ https://zalo.me/…"

# What is said when a value can't be used; the keys are all names that there are.
FIELDS = {
    "TROLY_DATA": "TROLY_DATA phải là đường dẫn tới một thư mục, ví dụ ./data.",
    "TROLY_HOST": "TROLY_HOST phải là một tên máy hoặc địa chỉ, ví dụ 127.0.0.1.",
    "TROLY_PORT": "TROLY_PORT phải là một số nguyên từ 1 đến 65535.",
    "TROLY_PUBLIC_URL": (
        "TROLY_PUBLIC_URL phải là địa chỉ https:// mà người dân mở được"
        " (http:// chỉ dùng cho chính máy này), không có dấu ? hay #."
    ),
    "TROLY_TELEGRAM_TOKEN": _IN_PATH.format(name="TROLY_TELEGRAM_TOKEN"),
    "TROLY_TELEGRAM_API": _ADDRESS.format(name="TROLY_TELEGRAM_API"),
    "TROLY_TELEGRAM_MODE": _MODE.format(name="TROLY_TELEGRAM_MODE"),
    "TROLY_TELEGRAM_SECRET": "TROLY_TELEGRAM_SECRET phải có từ 1 đến 256 ký tự, chỉ gồm A–Z, a–z, 0–9, _ và -.",
    "TROLY_TELEGRAM_USERNAME": "TROLY_TELEGRAM_USERNAME phải là tên của bot, gồm 5 đến 32 ký tự A–Z, a–z, 0–9 và _.",
    "TROLY_ZALO_OA_APP_ID": "TROLY_ZALO_OA_APP_ID phải là một dãy số.",
    "TROLY_ZALO_OA_APP_SECRET": _PLAIN.format(name="TROLY_ZALO_OA_APP_SECRET"),
    "TROLY_ZALO_OA_WEBHOOK_SECRET": _PLAIN.format(name="TROLY_ZALO_OA_WEBHOOK_SECRET"),
    "TROLY_ZALO_OA_REFRESH_TOKEN": _PLAIN.format(name="TROLY_ZALO_OA_REFRESH_TOKEN"),
    "TROLY_ZALO_OA_API": _ADDRESS.format(name="TROLY_ZALO_OA_API"),
    "TROLY_ZALO_OA_OAUTH": _ADDRESS.format(name="TROLY_ZALO_OA_OAUTH"),
    "TROLY_ZALO_OA_LINK": _LINK.format(name="TROLY_ZALO_OA_LINK"),
    "TROLY_ZALO_BOT_TOKEN": _IN_PATH.format(name="TROLY_ZALO_BOT_TOKEN"),
    "TROLY_ZALO_BOT_API": _ADDRESS.format(name="TROLY_ZALO_BOT_API"),
    "TROLY_ZALO_BOT_MODE": _MODE.format(name="TROLY_ZALO_BOT_MODE"),
    "TROLY_ZALO_BOT_SECRET": "TROLY_ZALO_BOT_SECRET phải có từ 8 đến 256 ký tự không dấu, không có khoảng trắng.",
    "TROLY_ZALO_BOT_LINK": _LINK.format(name="TROLY_ZALO_BOT_LINK"),
    "TROLY_RETENTION_DAYS": "TROLY_RETENTION_DAYS phải là số ngày từ 1 đến 3650.",
    "TROLY_SECRET_KEY": "TROLY_SECRET_KEY phải là 32 byte ngẫu nhiên viết bằng base64 (lệnh: openssl rand -base64 32).",
    "TROLY_RECOGNISER": "TROLY_RECOGNISER phải là một lệnh chạy được; kiểm tra lại dấu ngoặc kép.",
    "TROLY_LOG": "TROLY_LOG phải là một trong: debug, info, warning, error.",
}
