"""Everything that `bot/` itself says to people. What the assistant answers is in `knowledge/` and `handlers/`."""

from handlers.action import Action, Verb
from handlers.reply import Press, Reply, say

NAME = "Trợ lý số cộng đồng"

# --- Starting --------------------------------------------------------------------------------------------------------


def ready(url: str) -> str:
    """The one line on stdout once the program answers."""
    return f"Mở {url} để trò chuyện. Nhấn Ctrl+C để dừng."


def already_serving(folder: str) -> str:
    """Another process serves this data folder."""
    return f"Một chương trình khác đang dùng thư mục {folder}. Hãy dừng nó, hoặc đặt TROLY_DATA sang thư mục khác."


def folder_unusable(folder: str) -> str:
    """The data folder can't be made or written."""
    return f"Không ghi được vào thư mục {folder}. Hãy kiểm tra quyền truy cập, hoặc đặt TROLY_DATA sang thư mục khác."


def port_taken(port: int) -> str:
    """Something else listens there."""
    return f"Cổng {port} đang được chương trình khác dùng. Hãy đặt TROLY_PORT thành một số khác, ví dụ {_other(port)}."


def port_forbidden(port: int) -> str:
    """The system doesn't let us listen there."""
    return f"Không được phép mở cổng {port}. Hãy đặt TROLY_PORT từ 1024 trở lên, ví dụ 8080."


def host_unknown(host: str) -> str:
    """The host isn't an address of this machine."""
    return f"Không mở được địa chỉ {host} trên máy này. Hãy kiểm tra TROLY_HOST, ví dụ 127.0.0.1."


RECOGNISER_MISSING = (
    "Không chạy được lệnh trong TROLY_RECOGNISER. Hãy kiểm tra đường dẫn và quyền chạy của lệnh,"
    " hoặc bỏ cài đặt này để tắt nhận giọng nói."
)


def _other(port: int) -> int:
    return port + 1 if port < 65535 else 8080


# --- Storage ---------------------------------------------------------------------------------------------------------

STORAGE_LOCKED = "Cơ sở dữ liệu đang bận vì chương trình khác đang ghi. Hãy đợi một lát rồi thử lại."
STORAGE_READONLY = "Không mở hoặc không ghi được cơ sở dữ liệu. Hãy kiểm tra quyền truy cập thư mục dữ liệu."
STORAGE_FULL = "Ổ đĩa đã đầy nên không lưu được. Hãy giải phóng dung lượng rồi thử lại."
STORAGE_NEWER = "Dữ liệu được tạo bởi phiên bản mới hơn của chương trình. Hãy cập nhật chương trình rồi chạy lại."
STORAGE_BROKEN = "Tệp cơ sở dữ liệu bị hỏng. Hãy khôi phục từ bản sao lưu gần nhất."
STORAGE_IO = "Ổ đĩa báo lỗi khi đọc hoặc ghi dữ liệu. Hãy kiểm tra ổ đĩa."
STORAGE_CLOSED = "Cơ sở dữ liệu đã đóng vì chương trình đang dừng."
STORAGE_OTHER = "Không đọc hoặc ghi được cơ sở dữ liệu."

# --- Conversations ---------------------------------------------------------------------------------------------------

UNREADABLE = "Tin này không mở ra được nữa."
APOLOGY: Reply = say(
    "Xin lỗi anh/chị, câu này máy xử lý bị lỗi nên chưa trả lời được. Lỗi đã được ghi lại để sửa.",
    "Anh/chị thử hỏi lại bằng câu khác ngắn hơn, chọn trong danh mục, hoặc nhờ người hỗ trợ.",
    buttons=(
        Press("Xem danh mục", Action(Verb.MENU)),
        Press("Nhờ người hỗ trợ", Action(Verb.PERSON)),
    ),
)

CONSOLE_HELLO = f"{NAME} – gõ câu hỏi rồi Enter; gõ số để chọn; Ctrl+D để thoát."
CONSOLE_PROMPT = "\n> "
CONSOLE_BYE = "Chào anh/chị!"

# --- Errors over HTTP ------------------------------------------------------------------------------------------------

HTTP_JSON = "Nội dung gửi lên không phải JSON hợp lệ (UTF-8)."
HTTP_OBJECT = "Nội dung gửi lên phải là một đối tượng JSON."
HTTP_CONVERSATION = "Trường “conversation” phải là chuỗi từ 1 đến 128 ký tự gồm chữ cái không dấu, số, “_” hoặc “-”."
HTTP_CONVERSATION_MISSING = "Thiếu “conversation”."
HTTP_EVENT = (
    "Trường “event” phải là chuỗi từ 1 đến 128 ký tự không dấu, không có khoảng trắng, mỗi tin nhắn một mã riêng."
)
HTTP_CONTENT = "Cần đúng một trong hai trường “text” (câu hỏi) hoặc “action” (nút đã bấm)."
HTTP_TEXT = "Trường “text” phải là chuỗi."
HTTP_ACTION = "Trường “action” phải là chuỗi."
HTTP_AFTER = "Trường “after” phải là một số nguyên không âm."
HTTP_TYPE = "Nội dung gửi lên phải có kiểu application/json."
HTTP_METHOD = "Địa chỉ này không nhận cách gọi đó."
HTTP_NOT_FOUND = "Không có trang này."
HTTP_STOPPING = "Máy chủ đang khởi động lại. Xin gửi lại sau ít giây."
HTTP_UNAVAILABLE = "Máy chủ đang tạm thời không lưu được tin nhắn. Xin gửi lại sau ít giây."
HTTP_INTERNAL = "Máy chủ gặp lỗi. Xin thử lại sau ít phút."
HTTP_BAD_REQUEST = "Yêu cầu không hợp lệ."


def http_too_many(seconds: int) -> str:
    """The sender must wait."""
    return f"Anh/chị gửi nhanh quá. Xin đợi {seconds} giây rồi gửi lại."


def talk_on(channel: str) -> str:
    """A link of the chat page to another channel."""
    return f"Trò chuyện trên {channel}"


def http_too_large(kilobytes: int) -> str:
    """A body that isn't read to its end."""
    return f"Tin nhắn quá dài: mỗi lần chỉ gửi được tối đa {kilobytes} KB."
