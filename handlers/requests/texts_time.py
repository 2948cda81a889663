"""What is said of help requests as time passes, of pressing ones, and of a commune's hours, in one place."""

from handlers.requests.limits import Limit
from handlers.requests.request import Desk

# --- Pressing ---------------------------------------------------------------------------------------------------------

URGENT_MONEY = (
    "Dừng lại, đừng chuyển thêm đồng nào, đừng đọc mã OTP cho ai. Đã chuyển rồi thì gọi ngay ngân hàng theo số ở mặt sau thẻ, yêu cầu khóa khoản tiền đó.",
    "Gọi tiếp:",
)
PRESSING = ("Nếu có người đang gặp nguy hiểm, anh/chị gọi ngay, đừng chờ Tổ:",)

# --- To those who are asked -------------------------------------------------------------------------------------------

WAITED = "Đã chờ {span} chưa ai nhận."
WAITED_SINCE = "Chờ từ {at}, đến giờ chưa ai nhận."
TOLD_MORNING = "Bà con nhờ lúc {at}, ngoài giờ, nên đến sáng trợ lý mới báo."
CLIMBED_TO = {
    Desk.TEAM: "Việc này nay giao cho Tổ của anh/chị.",
    Desk.LEADER: "Việc này nay chuyển đến anh/chị là tổ trưởng.",
    Desk.COMMUNE: "Việc này nay chuyển đến anh/chị ở xã.",
    Desk.PROVINCE: "Việc này nay chuyển đến anh/chị ở tỉnh.",
}
STILL_WAITING = "Bà con vẫn đang chờ. Giúp được thì anh/chị bấm “Nhận”."
NOBODY_BELOW = "Nơi được giao trước đó không còn ai nhận được."
HOLDER_LEFT = "{name} đã nhận nhưng nay không còn phụ trách nơi này, nên cần người khác nhận."
HOLDER_SLOW = "{name} nhận từ {since}, đã nhắc mà chưa báo xong, nên cần người khác nhận."

# --- To those who were asked before, or held it -----------------------------------------------------------------------

MOVED_ON = "Chưa ai nhận việc “{about}” ({resident}), nên đã chuyển đến {who}. Anh/chị giúp được thì gõ /viec để nhận."
TAKEN_FROM = "Việc “{about}” ({resident}) anh/chị nhận từ {since} nay chuyển đến {who} để bà con khỏi chờ lâu. Nếu đã giúp xong, anh/chị báo cho {who} biết."
LEFT_BEHIND = "Việc “{about}” ({resident}) nay giao cho {who}, vì anh/chị không còn phụ trách nơi này. Cảm ơn anh/chị."

# --- To whoever holds it ----------------------------------------------------------------------------------------------

REMIND_HOLDER = "Anh/chị nhận việc này từ {since}, chưa thấy báo xong. Xong rồi thì bấm “Xong”; chưa rảnh thì chuyển người khác để bà con khỏi chờ."
REMIND_LEADER = "{name} nhận việc này từ {since}, đã nhắc hai lần mà chưa báo xong. Anh/chị hỏi giúp xem có vướng gì."

# --- To the resident --------------------------------------------------------------------------------------------------

CLIMBED = "Chưa có ai nhận việc “{about}” của anh/chị, nên trợ lý đã chuyển tiếp. Có người nhận là trợ lý báo ngay."
REASSIGNED_SLOW = "{who} chưa báo xong việc “{about}” của anh/chị, nên trợ lý nhờ người khác. Nếu việc đã xong, anh/chị bấm “Xem yêu cầu” rồi hủy giúp."
REASSIGNED = "{who} không giúp tiếp được việc “{about}” của anh/chị, nên trợ lý đang nhờ người khác. Có người nhận là trợ lý báo ngay."
FOUND = "Đã có người để nhờ việc “{about}” của anh/chị. Người đó nhận là trợ lý báo ngay."
ALONE = "Lúc này chưa có ai ở xã, ở tỉnh nhận được việc “{about}” của anh/chị. Trợ lý vẫn giữ yêu cầu, có người là báo họ ngay. Cần sớm thì anh/chị tìm đến:"
ALONE_STILL = "Việc “{about}” của anh/chị vẫn chưa có ai nhận được. Trợ lý vẫn giữ yêu cầu, có người là báo họ ngay. Cần sớm thì anh/chị tìm đến:"

# --- Hours that a commune chooses -------------------------------------------------------------------------------------

LIMIT_NAMES = {
    Limit.LEADER: "Báo tổ trưởng sau",
    Limit.COMMUNE: "Báo cán bộ xã sau",
    Limit.PROVINCE: "Báo cán bộ tỉnh sau",
    Limit.REMINDER: "Nhắc người đã nhận sau",
}
LIMIT_BUTTONS = {
    Limit.LEADER: "Đổi giờ báo tổ trưởng",
    Limit.COMMUNE: "Đổi giờ báo xã",
    Limit.PROVINCE: "Đổi giờ báo tỉnh",
    Limit.REMINDER: "Đổi giờ nhắc",
}
SETTINGS_TITLE = "Nhờ hỗ trợ ở {commune}"
SETTINGS_INTRO = "Yêu cầu chưa ai nhận thì chuyển dần lên. Giờ chỉ tính từ 7 giờ đến 21 giờ:"
SETTINGS_LINE = "{name}: {hours} giờ{own}"
SETTINGS_OWN = " (mặc định {hours})"
SETTINGS_DEFAULTS = "Về mặc định"
SETTINGS_LEAVE = "Thôi"
SETTINGS_WHICH = "Anh/chị xem cài đặt của xã nào?"
SETTINGS_ASK = "{name} bao nhiêu giờ? Đang là {hours} giờ. Anh/chị gõ một số từ {low} đến {high}, ví dụ 3 hoặc 1,5."
SETTINGS_OUT = "{typed} giờ chưa được, số này phải từ {low} đến {high}. Cài đặt cũ ({hours} giờ) vẫn giữ. Anh/chị gõ lại số khác, hoặc bấm “Thôi”."
SETTINGS_UNREAD = "Trợ lý chưa đọc được “{typed}” là mấy giờ."
SETTINGS_SAVED = "Đã ghi: {name} {hours} giờ. {when}"
SETTINGS_NOW = "Áp dụng ngay, cả với yêu cầu đang chờ."
SETTINGS_NEXT = "Áp dụng từ lần nhắc tới."
SETTINGS_RESET = "Đã trở về mặc định. Yêu cầu đang chờ cũng tính theo giờ này."
SETTINGS_LEFT = "Cài đặt giữ nguyên, chưa đổi gì."
SETTINGS_NOT_YOURS = "Giờ nhờ hỗ trợ do người quản trị của xã đặt. Anh/chị cần đổi thì nhắn họ giúp."

WORDS_SETTINGS = frozenset(
    {
        "/caidat",
        "caidat",
        "/cai_dat",
        "cai dat nho ho tro",
        "cai dat gio nho ho tro",
        "cai dat yeu cau ho tro",
        "cai dat gio ho tro",
        "doi gio nho ho tro",
        "xem cai dat nho ho tro",
    }
)
WORDS_LEAVE = frozenset({"thoi", "/thoi", "huy", "bo qua", "khong doi", "khong doi nua", "nghi"})
