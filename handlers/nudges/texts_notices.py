"""What notices from a commune to its teams say, to those who send them and to those who get them."""

from handlers.message import Channel
from handlers.nudges.broadcast import Audience

CHANNELS = {
    Channel.WEB: "trang web",
    Channel.CONSOLE: "máy chủ",
    Channel.TELEGRAM: "Telegram",
    Channel.ZALO_OA: "Zalo",
    Channel.ZALO_BOT: "Zalo Bot",
}

ASK_TEXT = "Anh/chị gõ nội dung thông báo trong một tin, nhiều nhất 1.000 ký tự. Trợ lý chưa gửi ngay: sẽ cho xem lại và chọn gửi cho ai."
ASK_TEXT_NOTE = "Số điện thoại, số giấy tờ gõ vào sẽ bị che. Gõ “thôi” để bỏ."
ASK_TEXT_AGAIN = "Anh/chị gõ lại cả nội dung trong một tin. Bản trước vẫn ở trên để chép."
TOO_LONG = "Nội dung dài {length} ký tự, quá mức 1.000. Trợ lý chưa gửi gì. Tin của anh/chị vẫn ở trên: chép lại, cắt bớt rồi gửi."
TOO_SHORT = "Nội dung ngắn quá. Anh/chị gõ cả câu thông báo, hoặc gõ “thôi” để bỏ."
ASK_WHOM = "Gửi thông báo này cho ai?"
ASK_TEAM = "Gửi cho tổ nào?"
NO_TEAMS = "Xã chưa có tổ nào. Anh/chị chọn nơi nhận khác, hoặc thêm tổ trước."
PREVIEW = "Người nhận sẽ thấy:"
PREVIEW_TO = "Gửi cho {whom}: {count} người ({channels})."
PREVIEW_ZALO = "{count} người trong đó đã hơn 48 giờ không nhắn trên Zalo: Zalo có thể tính phí hoặc không chuyển."
PREVIEW_MASKED = "Có số đã bị che, người nhận cũng thấy như vậy."
PREVIEW_FINAL = "Bấm gửi rồi thì không thu hồi được."
NOBODY = "Chưa có ai ở đó tham gia trợ lý, nên chưa gửi được. Nội dung vẫn giữ: anh/chị chọn nơi nhận khác."
LEFT = "Đã dừng soạn thông báo, chưa gửi gì. Muốn soạn lại thì gõ /thongbao."
SENT = "Đã gửi cho {count} người. Gõ /thongbao bất cứ lúc nào để xem ai đã nhận, ai đã đọc."
CANCELLED = "Đã bỏ thông báo, chưa gửi cho ai."
OLD = "Thông báo này đã gửi hoặc đã bỏ rồi. Gõ /thongbao để xem các thông báo và soạn mới."
ALREADY = "Thông báo này gửi rồi, không gửi lần nữa."

WHOM = {
    Audience.TEAMS: "Tất cả các tổ",
    Audience.LEADERS: "Chỉ tổ trưởng",
    Audience.TEAM: "Một tổ",
    Audience.COMMUNES: "Quản trị các xã",
}
WHOM_IN = "{whom}, {commune}"
WHOM_SAID = {
    Audience.TEAMS: "tất cả các tổ của {commune}",
    Audience.LEADERS: "các tổ trưởng của {commune}",
    Audience.TEAM: "{team}",
    Audience.COMMUNES: "quản trị các xã, phường",
}
NEW = "Soạn thông báo mới"
SEND = "Gửi cho {count} người"
EDIT = "Sửa nội dung"
OTHERS = "Đổi nơi nhận"
DROP = "Thôi, không gửi"
MORE_TEAMS = "Tổ khác…"
READ = "Đã đọc"

TITLE = "Thông báo của {sender}"
PROVINCE = "tỉnh"
FROM = "{name} gửi lúc {at}."
READ_THANKS = "Cảm ơn anh/chị. Trợ lý đã báo là anh/chị đọc rồi."
READ_BEFORE = "Anh/chị đã báo đọc rồi, cảm ơn anh/chị."

LIST = "Các thông báo gần đây:"
LIST_ITEM = "{at}, {whom}: “{text}” {count} người, {read} đã đọc."
SHOW = "Xem {at}"
REFRESH = "Xem lại"
ALL = "Các thông báo"
STATUS = "Gửi lúc {at} cho {whom}: {count} người."
STATUS_ITEM = "{count} {what}"
DELIVERED, READ_COUNT, WAITING, FAILED, FORGOTTEN = (
    "người đã được chuyển tới",
    "người báo đã đọc",
    "người đang chờ chuyển",
    "người không tới: {reason}",
    "người không còn lưu kết quả chuyển",
)
UNREAD = "Chưa báo đọc: {names}."
UNREAD_NONE = "Mọi người đều đã báo đọc."
MORE_PEOPLE = "{names} và {count} người khác"
REASONS = {
    "blocked": "đã chặn hoặc thôi quan tâm",
    "window_closed": "lâu không nhắn nên Zalo không cho gửi",
    "unknown_outcome": "không rõ có đến không",
}
REASON = "nền tảng không nhận"

WORDS_LIST = frozenset({"/thongbao"})
WORDS_COMPOSE = frozenset(
    {
        *("gui thong bao", "gui thong bao cho cac to", "thong bao cho cac to", "soan thong bao", "soan thong bao moi"),
        *(
            "gui thong bao cho to",
            "nhan cho cac to",
            "gui tin cho cac to",
            "gui thong bao cho xa",
            "gui thong bao cho cac xa",
        ),
    }
)
WORDS_DROP = frozenset(
    {"thoi", "huy", "bo", "thoat", "khong gui", "thoi khong gui", "khong gui nua", "thoi khong gui nua"}
)
