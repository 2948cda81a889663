"""Everything that the console says to administrators, but what stands in its templates."""

from datetime import datetime

from handlers.message import Channel
from handlers.requests.request import Desk, State, Step
from handlers.teams.model import PROVINCE, Role
from knowledge.days import VIETNAM, show_day

NAME = "Trang quản trị"
UNKNOWN = "chưa có số liệu"
NONE = "–"

# --- signing in -------------------------------------------------------------------------------------------------------

CHAT_LINK_OVER = "Liên kết vào trang quản trị đã dùng hoặc hết hạn. Cần vào lại thì gõ /quantri."
HOW_TO_GET = (
    "Nhắn /quantri cho trợ lý trên Telegram, Zalo hay web, nơi anh/chị đã nhận vai trò quản trị. Trợ lý gửi ngay một liên"
    " kết riêng, dùng một lần trong 10 phút."
)
LINK_STATES = {
    "used": ("Liên kết này đã dùng rồi", "Mỗi liên kết chỉ vào được một lần."),
    "expired": (
        "Liên kết này đã hết hạn",
        "Liên kết chỉ dùng được trong 10 phút, và lấy liên kết mới thì liên kết cũ thôi dùng được.",
    ),
    "unknown": (
        "Liên kết này không dùng được",
        "Liên kết bị thiếu ký tự, không phải của trợ lý này, hoặc vai trò quản trị của người được gửi đã kết thúc.",
    ),
}
SIGN_IN_TITLE = "Mời anh/chị vào trang quản trị"
NOT_SIGNED_IN = "Anh/chị chưa đăng nhập"
NOT_SIGNED_IN_TEXT = (
    "Trang này dành cho quản trị xã và quản trị tỉnh. Nếu lúc trước anh/chị đã vào thì phiên đó đã hết: đã bấm Đăng xuất"
    " (cả ở thẻ khác), 12 giờ không dùng, 7 ngày từ lúc vào, hoặc vai trò đã thay đổi. Thành viên tổ và bà con xem số liệu"
    " của mình ngay trong trò chuyện; cần thêm thì hỏi quản trị xã."
)
TOO_MANY = "Thử nhiều lần quá. Xin đợi {seconds} giây rồi bấm lại; liên kết vẫn còn dùng được trong hạn của nó."
SIGNED_OUT = "Đã đăng xuất"
SIGNED_OUT_TEXT = "Phiên trên máy này đã kết thúc. Cần vào lại thì nhắn /quantri cho trợ lý."
SESSION_ENDED = "Đã kết thúc phiên trên {device}."
SESSION_GONE = "Phiên này đã kết thúc từ trước."

# --- refusals ---------------------------------------------------------------------------------------------------------

FORBIDDEN = "Phần này không thuộc quyền của anh/chị"
FORBIDDEN_TEXT = "Anh/chị đang vào với vai trò {role}. Cần xem phần này, anh/chị nhờ người quản trị phụ trách nơi đó."
GONE = "Không có trang này"
GONE_TEXT = (
    "Địa chỉ sai, mục này đã đổi, hoặc không thuộc quyền xem của anh/chị. Không có gì bị thay đổi. Liên kết do đồng nghiệp"
    " gửi chỉ mở được phần thuộc quyền mình; cần phần của nơi khác thì hỏi quản trị nơi đó hoặc quản trị tỉnh."
)
STALE = "Biểu mẫu đã cũ"
STALE_TEXT = "Chưa có gì thay đổi. Anh/chị quay lại trang trước, tải lại rồi bấm lần nữa."
TYPED_KEPT = "Những gì anh/chị vừa gõ"
TYPED_KEPT_TEXT = "Chưa được lưu ở máy chủ. Chép lại trước khi rời trang này, rồi dán vào biểu mẫu."
MOVED_ON = "Vừa có người khác thay đổi mục này nên chưa làm. Anh/chị xem lại rồi bấm lần nữa."
DOWN = "Máy chủ tạm thời không đọc hoặc ghi được dữ liệu"
DOWN_TEXT = "Việc vừa bấm có thể chưa được lưu. Xin đợi ít giây, tải lại trang và xem lại trước khi bấm lần nữa."
BROKEN = "Máy chủ gặp lỗi"
BROKEN_TEXT = "Lỗi đã được ghi lại (không kèm nội dung). Xin thử lại sau ít phút; vẫn lỗi thì báo cán bộ máy chủ."
BAD_BODY = "Biểu mẫu gửi lên không đọc được"
FILE_TOO_BIG = "Tệp lớn hơn {most} MB. Chưa ghi gì; anh/chị gửi tệp nhỏ hơn."

# --- lists ------------------------------------------------------------------------------------------------------------

BAD_DAY = "“{text}” chưa phải ngày (ví dụ 21/11/2026), nên chưa lọc theo ô “{label}”."
BAD_SORT = "Không sắp xếp được theo mục này, nên đang theo thứ tự thường."
FOUND = "{count} mục"
FOUND_PAGES = "{count} mục, trang {page}/{pages}"
TRUNCATED = "Chỉ lấy {most} mục mới nhất. Anh/chị thu hẹp bằng ô lọc để xem mục cũ hơn."

ROLES = {
    Role.MEMBER: "Thành viên",
    Role.LEADER: "Tổ trưởng",
    Role.COMMUNE_ADMIN: "Quản trị xã",
    Role.PROVINCE_ADMIN: "Quản trị tỉnh",
}
STATES = {
    State.WAITING: "Chờ nhận",
    State.TAKEN: "Đang giúp",
    State.DONE: "Đã xong",
    State.CANCELLED: "Đã hủy",
}
DESKS = {Desk.TEAM: "Tổ của xóm", Desk.LEADER: "Tổ trưởng", Desk.COMMUNE: "Cán bộ xã", Desk.PROVINCE: "Cán bộ tỉnh"}
OVERDUE = "Quá hạn"
STEPS = {
    Step.OPENED: "Bà con gửi yêu cầu",
    Step.ACCEPTED: "{name} nhận",
    Step.PASSED: "{name} chuyển người khác",
    Step.ASKED: "{name} hỏi lại bà con",
    Step.ANSWERED: "Bà con nói thêm",
    Step.CLIMBED: "Chuyển lên trên vì chưa ai nhận",
    Step.REMINDED: "Trợ lý nhắc người giữ",
    Step.VISITED: "{name} đã giúp, còn làm tiếp",
    Step.DONE: "{name} báo xong",
    Step.RATED: "Bà con cho ý kiến",
    Step.REOPENED: "Bà con báo chưa xong, gửi lại",
    Step.TALKED: "Nhắn qua lại",
    Step.CANCELLED: "Hủy",
    Step.DELETED: "Bà con yêu cầu xóa lời đã gửi",
}
CHANNELS = {
    Channel.WEB: "Web",
    Channel.CONSOLE: "Cửa sổ lệnh",
    Channel.TELEGRAM: "Telegram",
    Channel.ZALO_OA: "Zalo OA",
    Channel.ZALO_BOT: "Zalo Bot",
}
STUCK_KINDS = {"message": "Tin chưa xử lý được", "waiting": "Tin chờ gửi lại", "ended": "Tin đã thôi gửi"}

# --- acts of the audit ------------------------------------------------------------------------------------------------

ACTS = {
    "sign-in-link": "Lấy liên kết đăng nhập",
    "sign-in": "Đăng nhập trang quản trị",
    "sign-out": "Kết thúc phiên",
    "first-admin": "Tạo quản trị tỉnh đầu tiên",
    "see-contact": "Xem cách liên lạc của bà con",
    "see-people": "Xem danh sách người",
    "see-visits": "Xem danh sách lượt hỗ trợ",
    "see-visit": "Xem một lượt hỗ trợ",
    "see-requests": "Xem danh sách yêu cầu",
    "see-request": "Xem một yêu cầu",
    "see-audit": "Xem nhật ký",
    "export-people": "Tải danh sách người",
    "export-visits": "Tải danh sách lượt hỗ trợ",
    "export-requests": "Tải danh sách yêu cầu",
    "export-audit": "Tải nhật ký",
    "see-questions": "Xem câu hỏi chưa trả lời",
    "see-question": "Xem một câu hỏi chưa trả lời",
    "export-questions": "Tải câu hỏi chưa trả lời",
    "question-ignore": "Bỏ qua câu hỏi",
    "question-take-back": "Đưa câu hỏi lại vào danh sách",
    "queue-retry": "Cho thử lại mục kẹt",
    "edit-draft": "Soạn bản sửa nội dung",
    "edit-submit": "Gửi đăng bản sửa",
    "edit-approve": "Duyệt bản sửa",
    "edit-drop": "Bỏ bản sửa",
    "edit-publish": "Đăng bản sửa",
    "edit-import": "Nhập nội dung từ tệp",
    "second-person": "Đổi cách duyệt bản sửa",
    "invite": "Mời",
    "revoke-invitation": "Hủy mã mời",
    "join": "Nhận lời mời",
    "end-role": "Cho thôi vai trò",
    "leave": "Tự thôi vai trò",
    "link": "Nối thêm kênh",
    "unlink": "Bỏ kênh đã nối",
    "notice-sent": "Gửi thông báo cho các tổ",
    "visit-changed": "Sửa lượt hỗ trợ",
    "visit-withdrawn": "Rút lượt hỗ trợ",
    "visit-restored": "Khôi phục lượt hỗ trợ",
    "set-request-hours": "Đổi giờ nhờ hỗ trợ",
    "data-deleted": "Người dùng tự xóa dữ liệu của mình",
    "revoke": "Hủy mã",
    "poster": "Làm mã áp phích",
    "teams-import": "Nhập danh sách đơn vị, tổ",
    "sample-load": "Đưa dữ liệu mẫu vào",
    "sample-remove": "Xóa dữ liệu mẫu",
    "backup": "Sao lưu",
    "restore": "Khôi phục từ bản sao lưu",
    "zalo-login": "Kết nối Zalo OA",
}
NOBODY = "Máy chủ"
ABOUTS = {
    "people": "danh sách người",
    "visits": "danh sách lượt hỗ trợ",
    "requests": "danh sách yêu cầu",
    "audit": "nhật ký",
    "questions": "câu hỏi chưa trả lời",
}
ABOUT_NUMBERS = {
    "sign-in": "phiên số {about}",
    "sign-out": "phiên số {about}",
    "sign-in-link": "người số {about}",
    "first-admin": "người số {about}",
    "end-role": "vai trò số {about}",
    "leave": "vai trò số {about}",
    "see-visit": "lượt {about}",
    "see-request": "yêu cầu {about}",
    "see-contact": "yêu cầu {about}",
    "see-question": "câu hỏi số {about}",
    "question-ignore": "câu hỏi số {about}",
    "question-take-back": "câu hỏi số {about}",
    "visit-changed": "lượt {about}",
    "visit-withdrawn": "lượt {about}",
    "visit-restored": "lượt {about}",
}
EXPORTED = "{about} mục"

# --- forms ------------------------------------------------------------------------------------------------------------

REASON_NEEDED = "Cần lý do bằng vài chữ, ví dụ “ghi trùng lượt sáng nay”. Lượt hỗ trợ vẫn giữ nguyên."
REASON_LABEL = "Lý do rút"
INVITE_WHOM = "Hãy chọn mời ai. Chưa mời ai cả."
RETRIED = "Đã cho thử lại. Trợ lý làm trong vài giây; tải lại trang để xem kết quả."
RETRY_GONE = "Mục này không còn kẹt nữa."


def moment(instant: datetime) -> str:
    """An instant as a table shows it: `21/11/2026 9:05`."""
    local = instant.astimezone(VIETNAM)
    return f"{show_day(local.date())} {local.hour}:{local.minute:02}"


def role_words(role: Role, commune: str | None) -> str:
    """A role that somebody signs in with."""
    return f"quản trị tỉnh {PROVINCE}" if role is Role.PROVINCE_ADMIN else f"quản trị {commune}"


def number(value: int | None) -> str:
    """A figure with its thousands apart; what isn't known is said so."""
    return UNKNOWN if value is None else f"{value:,}".replace(",", ".")


def about_words(act: str, about: str) -> str:
    """What an act was about: a list by its name, numbers and keys with what they count."""
    form = EXPORTED if act.startswith("export-") else ABOUT_NUMBERS.get(act, "{about}")
    return ABOUTS.get(about) or (form.format(about=about) if about else NONE)


def act_name(act: str) -> str:
    """What was done, in words; a name that isn't known as it is."""
    return ACTS.get(act, act)
