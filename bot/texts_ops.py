"""Everything that is said to whoever runs the program: the secret key, the queue, backup and restore."""

from handlers.message import Channel

# --- The secret key --------------------------------------------------------------------------------------------------


def key_unwritable(path: str) -> str:
    """The key can't be stored."""
    return f"Không ghi được khóa bí mật vào {path}. Hãy kiểm tra quyền ghi và dung lượng, hoặc đặt TROLY_SECRET_KEY."


def key_unreadable(path: str) -> str:
    """What is there is no key."""
    return (
        f"Không đọc được khóa bí mật trong {path}. Hãy chép lại tệp khóa đã cất giữ (hoặc đặt TROLY_SECRET_KEY);"
        " nếu chưa từng dùng kênh Zalo OA thì xóa tệp này rồi chạy lại."
    )


# --- The queue -------------------------------------------------------------------------------------------------------

QUEUE_HELP = "Tin nhắn và tin trả lời bị kẹt: xem, và cho thử lại."
QUEUE_RETRY_HELP = "Cho thử lại một hay nhiều mục (mã như m12, s40 trong danh sách), hoặc tất cả."
QUEUE_RETRY_ALL_HELP = "Thử lại mọi mục đang kẹt."
QUEUE_RETRY_ONE = "cần đúng một trong hai: mã của mục cần thử lại (ví dụ m12), hoặc --all"
QUEUE_EMPTY = "Không có gì bị kẹt."
QUEUE_KINDS = {
    "message": "Tin nhắn chưa xử lý được",
    "waiting": "Tin trả lời đang chờ gửi lại",
    "ended": "Tin trả lời đã thôi gửi",
}
QUEUE_LINE = "  {id:<7} {channel:<9} {conversation:<8} {tries} lần thử · từ {since} · {reason}"
QUEUE_HINT = "Cho thử lại: troly queue retry MÃ, hoặc troly queue retry --all"
QUEUE_SENT = "Đã gửi trong tháng {month}: {counts}."
QUEUE_SENT_NONE = "Chưa gửi tin nào trong tháng {month}."
QUEUE_BILLED = "{channel} {count} (trong đó {billed} tin tính phí)"
QUEUE_REPEATS = "Có thể đã gửi hai lần: {count} tin."
QUEUE_NOTHING = "Không có mục nào cần thử lại."
QUEUE_RETRIED = "Đã cho thử lại {count} mục."
QUEUE_UNKNOWN = "Không có mục nào đang kẹt mang mã {ids}. Xem lại bằng: troly queue"

CHANNELS = {
    Channel.WEB: "web",
    Channel.CONSOLE: "console",
    Channel.TELEGRAM: "telegram",
    Channel.ZALO_OA: "zalo-oa",
    Channel.ZALO_BOT: "zalo-bot",
}

_REASONS = {
    "blocked": "người nhận đã chặn hoặc thôi quan tâm",
    "consent_needed": "cần đồng ý lại cho Zalo OA",
    "defect": "lỗi của chương trình khi soạn tin",
    "gave_up": "quá 24 giờ không gửi được",
    "unknown_outcome": "đã thử hai lần mà không rõ có đến không",
    "window_closed": "đã quá hạn được nhắn cho người này",
}


def reason(name: str) -> str:
    """Why something is stuck: its stable name, in words where there are some."""
    words = _REASONS.get(name)
    return f"{name} ({words})" if words else name or "không rõ"


# --- Backup and restore ----------------------------------------------------------------------------------------------

BACKUP_HELP = "Sao lưu dữ liệu vào một tệp mới; làm được cả khi chương trình đang chạy."
RESTORE_HELP = "Khôi phục dữ liệu từ tệp sao lưu; phải dừng chương trình trước."
BACKUP_DONE = "Đã sao lưu vào {path} ({size})."
KEY_IN_SETTING = (
    "Bản sao lưu không gồm khóa bí mật: hãy giữ riêng giá trị TROLY_SECRET_KEY ở nơi an toàn, khác chỗ với bản sao lưu."
)
KEY_IN_FILE = (
    "Bản sao lưu không gồm khóa bí mật: hãy chép riêng tệp {path} cất ở nơi an toàn, khác chỗ với bản sao lưu."
)
RESTORE_DONE = "Đã khôi phục từ {path}."
RESTORE_ASIDE = "Dữ liệu trước đó được giữ ở {path}; xóa đi khi chắc chắn không cần nữa."
RESTORE_WAITING = "Khi chạy lại sẽ trả lời {messages} tin nhắn và gửi {sends} tin còn chờ trong bản sao lưu."
RESTORE_TOKENS = (
    "Mã truy cập Zalo OA trong bản sao lưu có thể đã cũ: chương trình sẽ thử lại một lần;"
    " nếu không được, chạy troly zalo login."
)
RESTORE_KEY = "Nhớ đặt lại khóa bí mật đã cất ({where}); thiếu nó thì phần đã mã hóa không đọc được."


def no_store(folder: str) -> str:
    """There is no store where the settings say."""
    return f"Chưa có dữ liệu trong thư mục {folder}. Hãy kiểm tra TROLY_DATA, hoặc chạy troly serve trước."


def backup_exists(path: str) -> str:
    """A backup writes over nothing."""
    return f"Đã có tệp {path}. Hãy chọn tên khác; bản sao lưu không ghi đè lên tệp nào."


def backup_unwritable(path: str) -> str:
    """The backup can't be written there."""
    return f"Không ghi được tệp {path}. Hãy kiểm tra thư mục có tồn tại, quyền ghi và dung lượng."


def restore_while_serving(folder: str) -> str:
    """The program runs."""
    return f"Chương trình đang chạy với thư mục {folder}. Hãy dừng nó rồi khôi phục."


def restore_unreadable(path: str) -> str:
    """The backup can't be opened."""
    return f"Không đọc được tệp {path}. Hãy kiểm tra tên tệp và quyền đọc."


def restore_not_ours(path: str) -> str:
    """Something else, or a broken backup."""
    return f"{path} không phải bản sao lưu dùng được (tệp khác, bị hỏng hoặc chép chưa hết). Dữ liệu hiện có vẫn giữ nguyên."


def restore_itself(path: str) -> str:
    """The file is the present store."""
    return f"{path} chính là dữ liệu đang dùng, không phải bản sao lưu."


def restore_unwritable(folder: str) -> str:
    """The data folder doesn't take it."""
    return f"Không ghi được vào thư mục {folder}. Dữ liệu hiện có vẫn giữ nguyên. Hãy kiểm tra quyền ghi và dung lượng."


def size(count: int) -> str:
    """A number of bytes, in Vietnamese."""
    for unit, one in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if count >= one:
            return f"{count / one:.1f} {unit}".replace(".", ",")
    return f"{count} byte"
