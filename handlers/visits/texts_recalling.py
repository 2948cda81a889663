"""Everything that is said about visits on record, in one place."""

# --- when

TODAY = "Hôm nay"
YESTERDAY = "Hôm qua"
THIS_WEEK = "Tuần này (từ {first})"
LAST_WEEK = "Tuần trước ({first} đến {last})"
MONTH = "Tháng {month}"
MONTH_OF_YEAR = "Tháng {month}/{year}"
SINCE = "Từ {first} đến nay"
FROM_TO = "Từ {first} đến {last}"
CLOCK = "{hour}:{minute:02d}"
CLOCK_OF_DAY = "{clock} ngày {day}"

# --- answers

YOU = "anh/chị ghi"
YOUR_TEAM = "tổ ghi"
EVERYBODY = "có"
IN_HAMLET = "{hamlet} có"
ONLY_NAME = "{name} ghi"
HEADING = "{when}, {who} {totals}."
OF_SUBJECT = "Việc: {subject}."
TOTALS = "{visits} lượt, {people} người"
TOTALS_AT_LEAST = "{visits} lượt, ít nhất {people} người; {missing} lượt chưa rõ số người"
TOTALS_UNKNOWN = "{visits} lượt, chưa rõ số người"
KIND = "{kind}: {visits} lượt, {people}"
KIND_PEOPLE = "{people} người"
KIND_AT_LEAST = "ít nhất {people} người"
KIND_UNKNOWN = "chưa rõ số người"
UNFINISHED = "{when}, {where}{visits} lượt còn việc chưa xong:"
UNFINISHED_MINE = "anh/chị có "
UNFINISHED_TEAM = "tổ có "
UNFINISHED_HAMLET = "{hamlet} có "
UNFINISHED_ANY = "có "
NONE_UNFINISHED = "{when}, trong {visits} lượt đã ghi{where} không lượt nào ghi là chưa xong."
AT_PLACE = " ở {hamlet}"
MINE_IN_NONE = " của anh/chị"
ITEM = "{head}: {what}"
ITEM_BY = "{head}: {what} ({name} ghi)"
MORE_WORK = "và {count} việc nữa"
LEFT_OUT = "Còn {count} lượt cũ hơn chưa kể ở đây."
NOTHING_MINE = "{when}, anh/chị chưa ghi lượt nào."
NOTHING = "{when}, chưa có lượt nào được ghi."
NOTHING_HAMLET = "{when}, {hamlet} chưa có lượt nào được ghi."
NOTHING_OF_NAME = "{when}, {name} chưa ghi lượt nào."
NOTHING_OF_SUBJECT = "{when}, chưa có lượt nào ghi việc này: {subject}."
HOW_TO_LOG = "Ghi bằng một dòng, ví dụ: sáng nay {hamlet} giúp 12 người cài VNeID."
NOTHING_EVER = "Ba tháng nay anh/chị chưa ghi lượt nào."
NOTHING_MORE = "Hết rồi, không còn lượt nào cũ hơn."
LAST_ONES = "Các lượt gần đây của anh/chị, mới nhất ở trên:"
LAST_ONES_ALL = "Các lượt gần đây anh/chị xem được, mới nhất ở trên:"
ELSEWHERE = "Chỗ đó không thuộc phần anh/chị phụ trách nên trợ lý không xem được. Anh/chị hỏi được về: {places}."
COMMUNE_NOT_YOURS = "Số của cả xã thì cán bộ xã mới xem được; trên đây là phần của: {places}."
NOBODY_NAMED = "Sáu tháng nay, trong phần anh/chị xem được ({places}) không có lượt nào do {name} ghi."
PROVINCE = "Vai trò cấp tỉnh không xem từng lượt hỗ trợ. Cần biết một xã làm được gì, anh/chị hỏi cán bộ xã đó."
ALL_OF_COMMUNE = "mọi xóm của {commune}"
TEAM_PLACES = "{team} ({hamlets})"
AND_MORE = "{count} xóm nữa"

NUMBERED = "Lượt {number}"
OLDER = "Các lượt cũ hơn"
ONE_BY_ONE = "Xem từng lượt"
WHOLE_TEAM = "Xem của cả tổ"

# --- one visit

ONE_TITLE = "Lượt hỗ trợ: {hamlet}"
LOGGED_BY_YOU = "Anh/chị ghi lúc {time}."
LOGGED_BY = "{name} ghi lúc {time}."
CHANGED_BY = "Sửa lần cuối lúc {time}, người sửa: {name}."
EDIT = "Sửa"
WITHDRAW = "Bỏ lượt này"
RESTORE = "Khôi phục"
HISTORY = "Lịch sử"
NOT_FOUND = "Trợ lý không thấy lượt này, hoặc anh/chị không còn phụ trách chỗ đó. Gõ /luot để xem các lượt của anh/chị."
IS_WITHDRAWN = "Lượt này đã được bỏ lúc {time} (người bỏ: {name}), không tính vào số liệu."

# --- who may

TOO_OLD_MINE = "Lượt này đã quá {days} ngày nên anh/chị không tự {act} được nữa. Tổ trưởng {act} được trong {leader} ngày; sau đó là cán bộ quản trị của xã."
TOO_OLD_TEAM = (
    "Lượt này đã quá {leader} ngày nên tổ trưởng cũng không {act} được nữa. Anh/chị nhờ cán bộ quản trị của xã."
)
NOT_YOURS = "Lượt này do {name} ghi, anh/chị không {act} được. Người {act} được: {name} (trong {days} ngày), tổ trưởng (trong {leader} ngày), cán bộ quản trị của xã."
ACT_EDIT = "sửa"
ACT_WITHDRAW = "bỏ"
ACT_RESTORE = "khôi phục"

# --- editing

NOT_UNDERSTOOD = "Trợ lý chưa hiểu phần cần sửa, nên lượt vẫn như cũ. Anh/chị bấm nút sửa, hoặc gõ như: 15 người."

# --- withdrawing

ASK_WITHDRAW = "Bỏ lượt này? {visit}"
ASK_WHY = "Vì sao bỏ? Bỏ rồi vẫn khôi phục được."
ASK_WHY_OTHERS = "Lượt này do {name} ghi, nên cần lý do để {name} biết."
ASK_WORDS = "Anh/chị gõ lý do bỏ, một câu ngắn là được. Lượt vẫn còn nguyên cho tới khi có lý do."
ASK_WORDS_AGAIN = "Trợ lý cần vài chữ cho lý do, ví dụ: bà con chưa nộp hồ sơ. Lượt vẫn còn nguyên."
REASONS = {"dup": "Ghi trùng", "wrong": "Ghi nhầm"}
OTHER_REASON = "Lý do khác"
NO_REASON = "Bỏ, không cần lý do"
KEEP = "Giữ lại"
KEPT = "Vẫn giữ lượt này: {visit}"
STILL_THERE = "Lượt định bỏ vẫn giữ nguyên. Muốn bỏ, anh/chị bấm lại “Bỏ lượt này” (gõ /luot để xem)."
WITHDRAWN = "Đã bỏ lượt: {visit}"
WITHDRAWN_MORE = "Lượt này không tính vào số liệu nữa; lịch sử vẫn còn."
WITHDRAWN_ALREADY = "Lượt này đã được bỏ rồi: lúc {time}, người bỏ: {name}."
RESTORED = "Đã khôi phục lượt: {visit}"
NOT_WITHDRAWN = "Lượt này vẫn còn, không cần khôi phục."
RESTORE_REASON = "Khôi phục lượt đã bỏ"
CHANGED_SINCE = "Lượt này vừa được sửa lại, nên chưa bỏ. Bây giờ lượt này là: {visit}"
NOTICE_WITHDRAWN = "{name} đã bỏ một lượt do anh/chị ghi: {visit}"
NOTICE_REASON = "Lý do: {reason}."
NOTICE_RESTORED = "{name} đã khôi phục một lượt do anh/chị ghi: {visit}"

# --- which one

WHICH_EDIT = "Anh/chị muốn sửa lượt nào?"
WHICH_WITHDRAW = "Anh/chị muốn bỏ lượt nào?"
WHICH_RESTORE = "Anh/chị muốn khôi phục lượt nào?"
WHICH_HISTORY = "Anh/chị muốn xem lịch sử lượt nào?"
NO_SUCH = "Trợ lý không thấy lượt nào như vậy trong những lượt anh/chị {act} được. Gõ /luot để xem các lượt gần đây."
NO_SUCH_HISTORY = "Trợ lý không thấy lượt nào như vậy. Gõ /luot để xem các lượt gần đây."

# --- history

HISTORY_TITLE = "Lịch sử lượt: {hamlet}, {day}"
BACK_TO_VISIT = "Xem lượt này"
STEP = "{time}, {name}: {what}"
STEP_REASON = "{time}, {name}: {what}. Lý do: {reason}"
FIRST = "ghi lần đầu: {what}"
DIFFERENCE = "{part}: {before} → {after}"
NO_DIFFERENCE = "lưu lại, số liệu không đổi"
STEP_WITHDRAWN = "bỏ lượt này"
STEP_RESTORED = "khôi phục lượt này"
EARLIER_STEPS = "Trước đó còn {count} lần sửa."
PARTS = {
    "day": "ngày",
    "hamlet": "xóm",
    "activities": "việc",
    "people": "số người",
    "groups": "đối tượng",
    "photo": "ảnh",
    "place": "vị trí",
}
NONE = "không có"
SOME = "có"
NOBODY = "người không rõ tên"
