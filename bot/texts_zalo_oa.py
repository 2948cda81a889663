"""What the Zalo Official Account channel says by itself, to people and to whoever runs it."""

from datetime import datetime

from bot.storage.tokens import StoredTokens, TokenState

# --- To people -------------------------------------------------------------------------------------------------------

MORE_CHOICES = "Các lựa chọn khác:"
CHOOSE = "Mời anh/chị chọn:"

# --- The page that the consent comes back to -------------------------------------------------------------------------

CALLBACK = (
    "Đã đồng ý cho ứng dụng gửi tin thay Official Account.\n\n"
    "Còn một bước: sao chép toàn bộ địa chỉ trên thanh địa chỉ của trình duyệt, rồi dán vào cửa sổ lệnh"
    " đang chạy “troly zalo login” và nhấn Enter. Mã trong địa chỉ chỉ dùng được một lần, trong 10 phút.\n"
)

# --- troly zalo login ------------------------------------------------------------------------------------------------

ZALO_HELP = "Quyền gửi tin của Zalo Official Account."
LOGIN_HELP = "Cho phép chương trình gửi tin thay Official Account; làm một lần, hoặc khi quyền đã mất."
LOGIN_REDIRECT_HELP = "Địa chỉ quay về đã lưu trên developers.zalo.me (mặc định suy từ TROLY_PUBLIC_URL)."
LOGIN_FIXED_HELP = "Dùng cặp mã cố định: lưu Code Challenge được in ra vào developers.zalo.me."
LOGIN_OFF = (
    "Chưa bật Zalo Official Account: hãy đặt TROLY_ZALO_OA_APP_ID và TROLY_ZALO_OA_APP_SECRET rồi chạy lại"
    " (xem docs/kenh-zalo-oa.md)."
)
LOGIN_REDIRECT = (
    "Chưa biết địa chỉ quay về: hãy đặt TROLY_PUBLIC_URL, hoặc thêm --redirect với đúng địa chỉ đã lưu"
    " ở mục Official Account của ứng dụng trên developers.zalo.me."
)
LOGIN_PROMPT = "Dán địa chỉ (hoặc mã) nhận được rồi nhấn Enter"
LOGIN_DONE = "Đã lưu quyền gửi tin. Chương trình đang chạy sẽ tự dùng, không cần khởi động lại."
LOGIN_EMPTY = (
    "Chưa thấy mã trong địa chỉ vừa dán: hãy sao chép cả địa chỉ có “code=…” trên thanh địa chỉ, rồi chạy lại lệnh."
)
LOGIN_DENIED = "Trang đồng ý báo chưa được phép: hãy đăng nhập Zalo bằng người quản trị của OA, rồi chạy lại lệnh."
LOGIN_OTHER_LINK = "Địa chỉ này thuộc một lần đăng nhập khác: hãy chạy lại lệnh và chỉ dùng liên kết mới in ra."
LOGIN_UNREACHABLE = "Không kết nối được tới Zalo nên mã chưa dùng: hãy kiểm tra mạng rồi chạy lại lệnh."
LOGIN_LIMITED = "Zalo báo gọi quá nhiều lần: hãy đợi một phút rồi chạy lại lệnh."
LOGIN_UNCLEAR = "Zalo không trả lời trọn vẹn, có thể mã đã bị dùng: hãy chạy lại lệnh và đồng ý lại để lấy mã mới."
# Numbers seen from the token endpoint; there is no official table of them.
_REFUSALS = {
    -14002: "Ứng dụng chưa được kích hoạt: hãy bật ứng dụng trên developers.zalo.me rồi chạy lại lệnh.",
    -14003: (
        "Địa chỉ quay về khác với địa chỉ đã lưu trên developers.zalo.me: hãy lưu đúng địa chỉ ở trên"
        " (hoặc thêm --redirect) rồi chạy lại lệnh."
    ),
}


def login_refused(code: int) -> str:
    """Zalo didn't take the code."""
    return _REFUSALS.get(
        code,
        f"Zalo không nhận mã này (lỗi {code}): mã chỉ dùng một lần, trong 10 phút, và phải cùng ứng dụng với cài đặt;"
        " hãy chạy lại lệnh để lấy mã mới, nếu vẫn lỗi thì thử thêm --fixed.",
    )


def login_steps(link: str, redirect: str) -> str:
    """What to do before the address can be pasted."""
    return (
        f"1. Trên developers.zalo.me, mục Official Account của ứng dụng, địa chỉ quay về (Callback URL) phải là:\n"
        f"   {redirect}\n"
        f"2. Mở liên kết sau bằng tài khoản Zalo quản trị OA, chọn OA và đồng ý:\n"
        f"   {link}\n"
        f"3. Trình duyệt chuyển tới địa chỉ có “code=…”. Sao chép cả địa chỉ đó."
    )


def login_fixed(challenge: str) -> str:
    """The pair of this installation, to be saved in the console."""
    return f"Code Challenge cần lưu trên developers.zalo.me (không đổi giữa các lần):\n   {challenge}"


# --- How it stands ---------------------------------------------------------------------------------------------------


def tokens_line(stored: StoredTokens | None, now: datetime) -> str:
    """The account's right to send, in one line for `troly queue`."""
    if stored is None:
        return "Zalo OA: chưa có quyền gửi tin. Chạy: troly zalo login"
    match stored.state:
        case TokenState.CONSENT_NEEDED:
            return "Zalo OA: quyền gửi tin đã mất, mọi tin đang chờ. Chạy: troly zalo login"
        case TokenState.DOUBTFUL | TokenState.REFRESHING:
            return "Zalo OA: đang gia hạn quyền gửi tin, chưa rõ kết quả; chương trình sẽ tự thử lại."
        case TokenState.VALID:
            hours = max(0, int((stored.expires - now).total_seconds() // 3_600))
            return f"Zalo OA: quyền gửi tin còn dùng được, tự gia hạn sau khoảng {hours} giờ."
