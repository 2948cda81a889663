"""Everything that recording a visit says to members, in one place."""

# --- the card

CARD_TITLE = "Lượt hỗ trợ: {hamlet}"
CARD_EDIT_TITLE = "Sửa lượt: {hamlet}"
CARD_DAY = "Ngày: {day}"
CARD_PEOPLE = "Tất cả: {people}"
IN_ALL = "tất cả {people}"
CARD_HOUSEHOLDS = "{number} hộ"
CARD_UNKNOWN_PEOPLE = "chưa rõ số người"
CARD_GROUPS = "Tất cả: {people}, trong đó có {groups}"
CARD_PHOTO = "Có ảnh kèm theo."
CARD_PLACE = "Có vị trí trên bản đồ."
CARD_ASK = "Đúng thì bấm “Lưu”. Sai chỗ nào thì bấm sửa, hoặc gõ luôn, ví dụ: 15 người chứ không phải 12."
NO_HAMLET = "chưa rõ xóm"
NO_DAY = "chưa rõ ngày"
NO_ACTIVITY = "chưa rõ việc"

SAVE = "Lưu"
ANYWAY = "Vẫn lưu"
NOT_THIS = "Không lưu"
EDIT_DAY = "Sửa ngày"
EDIT_HAMLET = "Sửa xóm"
EDIT_WORK = "Sửa việc"
EDIT_PEOPLE = "Sửa số người"
DROP = "Bỏ"

LIKE = "Giống lượt {who} đã ghi lúc {time}: {what}. Vẫn lưu?"
LIKE_OTHER_DAY = "Giống lượt {who} đã ghi cho ngày {day}: {what}. Vẫn lưu?"
YOURS = "anh/chị"

# --- questions

ASK_DATE = "Lượt này ngày nào? Bấm chọn, hoặc gõ như 20/11."
ASK_HAMLET = "Lượt này ở xóm nào?"
ASK_HAMLET_TYPED = "Lượt này ở xóm nào? Bấm chọn, hoặc gõ tên xóm."
ASK_ACTIVITY = "Anh/chị đã giúp bà con việc gì? Bấm chọn, hoặc gõ, ví dụ: 12 VNeID, 3 khai sinh."
ASK_MORE_ACTIVITY = "Còn việc nào nữa không? Hết rồi thì bấm “Tiếp”."
ASK_TOPIC = "Dịch vụ công nào? Bấm chọn, hoặc gõ tên việc, ví dụ: hộ chiếu."
ASK_PEOPLE = "Giúp được bao nhiêu người? Gõ một số. Không rõ thì gõ: không rõ."
ASK_PEOPLE_EACH = (
    "Giúp được bao nhiêu người? Gõ tổng số, hoặc gõ theo việc, ví dụ: 12 VNeID, 3 khai sinh. Không rõ thì gõ: không rõ."
)
ASK_OUTCOME = "Kết quả thế nào?"
ASK_REASON = "Lượt này do {name} ghi. Anh/chị cho biết vì sao sửa: bấm chọn, hoặc gõ vài chữ."
ASK_WORKS = "Sửa việc nào? Bấm để bỏ một việc hoặc thêm việc; hoặc gõ, ví dụ: thêm 2 ca khai sinh."
ASK_WHICH = "Con số này là của việc nào?"
ASK_WHICH_ENDED = "Việc nào {outcome}?"
SO_FAR = "Đang ghi: {so_far}."

OTHER_KINDS = "Loại khác…"
NEXT = "Tiếp"
ANY_SERVICE = "Không nhớ rõ việc nào"
UNKNOWN_NUMBER = "Không rõ số"
BACK = "Quay lại"
ADD_WORK = "Thêm việc"
CUT_WORK = "Bỏ: {work}"
WORKS_DONE = "Xem lại"
WHOLE = "Tất cả: {number} người"
PART = "{work}: {number}"
EVERY_WORK = "Tất cả các việc"
OUTCOMES = (
    ("done", "Xong hết"),
    ("in-progress", "Còn chưa xong"),
    ("referred", "Chuyển nơi khác"),
    ("none", "Không rõ"),
)
REASONS = (("number", "Sai số người"), ("place", "Sai ngày hoặc xóm"), ("work", "Sai việc"))

# --- when an answer doesn't fit

WRONG_DATE = (
    "Trợ lý chưa rõ ngày. Gõ như: hôm qua, thứ sáu, 20/11. Ngày chưa tới hoặc đã quá 6 tháng thì không ghi được."
)
WRONG_HAMLET = "Trợ lý chưa thấy xóm này trong các xóm của anh/chị ({hamlets}). Anh/chị chọn lại giúp."
UNCLEAR_HAMLET = "Trợ lý chưa rõ câu vừa gõ là xóm nào. Anh/chị chọn giúp."
MORE_HAMLETS = " và {number} xóm khác"
WRONG_ACTIVITY = "Trợ lý chưa rõ đó là loại việc gì. Anh/chị chọn loại gần nhất; chưa có thì chọn “Việc khác”."
WRONG_PEOPLE = "Trợ lý cần một con số từ 1 đến {most}, ví dụ: 12. Không rõ thì gõ: không rõ."
WRONG_NUMBER = "Số này không có trong các lựa chọn. Nếu là số người thì gõ: {number} người."
WRONG_OUTCOME = "Trợ lý chưa rõ kết quả. Anh/chị bấm chọn giúp."
WRONG_CHANGE = "Trợ lý chưa hiểu câu vừa gõ; lượt đang ghi vẫn còn nguyên."
WRONG = {
    "date": WRONG_DATE,
    "hamlet": UNCLEAR_HAMLET,
    "activity": WRONG_ACTIVITY,
    "topic": WRONG_ACTIVITY,
    "outcome": WRONG_OUTCOME,
}
FIRST_STEP = "Đây là câu hỏi đầu tiên rồi."
PRESS_SAVE = "Xong rồi thì bấm “Lưu” giúp."
NO_LONGER_HERE = "Chưa lưu: anh/chị không còn phụ trách {hamlet}. Chọn xóm khác, hoặc bỏ lượt này."

# --- saving

SAVED = "Đã lưu: {summary}."
CHANGED = "Đã sửa: {summary}."
EDIT_SAVED = "Sửa"
WITHDRAW = "Bỏ lượt này"
ANOTHER = "Ghi lượt khác"
SAVED_ALREADY = "Lượt này đã lưu rồi, không lưu thêm lần nữa: {summary}."
CLOSED = "Lượt này không còn đang ghi: đã lưu hoặc đã bỏ rồi. Muốn ghi lượt mới, anh/chị gõ một dòng."
CLOSED_OTHER = "Nút này của một lượt đã lưu hoặc đã bỏ. Lượt đang ghi là lượt này:"
CHANGED_MEANWHILE = "Trong lúc anh/chị sửa, lượt này đã có người đổi thành: {summary}. Bấm “Lưu” thì lấy bản dưới đây."
WITHDRAWN_MEANWHILE = "Trong lúc anh/chị sửa, lượt này đã bị bỏ. Bấm “Lưu” thì ghi thành một lượt mới."
MAY_NOT_CHANGE = (
    "Anh/chị không còn sửa được lượt này nữa, nên lượt cũ giữ nguyên. Cần sửa, nhờ tổ trưởng hoặc cán bộ xã."
)
NOTICE_CHANGED = "{name} đã sửa lượt anh/chị ghi: {summary}. Lý do: {reason}."

# --- two visits at once

BOTH = "Anh/chị đang ghi dở một lượt mà có thêm lượt mới. Lưu lượt trước rồi ghi lượt mới?"
BOTH_FIRST = "Lượt trước: {summary}."
BOTH_NEXT = "Lượt mới: {summary}."
BOTH_MORE = "Và {number} lượt nữa đã giữ."
SAVE_BOTH = "Lưu cả hai"
SAVE_MANY = "Lưu cả {number} lượt"
KEEP_BOTH = "Ghi cả hai"
KEEP_MANY = "Ghi cả {number} lượt"
REPLACE_FIRST = "Thay lượt trước"
KEEP_FIRST = "Giữ lượt trước"
NEXT_ONE = "Còn lượt sau:"

# --- dropping, going on

DROP_SURE = "Bỏ lượt đang ghi ({summary})? Bỏ rồi thì không lấy lại được."
DROP_YES = "Bỏ hẳn"
DROP_NO = "Giữ lại"
DROPPED = "Đã bỏ, không lưu gì. Lúc nào cần ghi lượt khác, anh/chị gõ một dòng."
DROPPED_EDIT = "Đã bỏ phần sửa. Lượt đã lưu vẫn giữ như cũ."
DROP_EDIT_SURE = "Bỏ phần đang sửa? Lượt đã lưu vẫn giữ như cũ."
RESUME = "Đang ghi dở: {summary}."
RESUME_MISSING = "còn thiếu {missing}"
RESUME_TYPED = "Ghi tiếp luôn thì gõ như: 12 người."
RESUME_CARD = "chờ bấm “Lưu”"
GO_ON = "Ghi tiếp"
DROP_DRAFT = "Bỏ lượt đang ghi"
ALREADY_OPEN = "Đang có một lượt ghi dở, trợ lý mở lại đây. Lưu hoặc bỏ lượt này rồi hãy ghi lượt khác."
MISSING = {
    "date": "ngày",
    "hamlet": "tên xóm",
    "activity": "việc đã làm",
    "topic": "tên dịch vụ",
    "people": "số người",
    "outcome": "kết quả",
    "reason": "lý do sửa",
}

# --- pictures and places

PHOTO_ADDED = "Đã gắn ảnh vào lượt này. Nhớ đừng chụp giấy tờ của bà con."
PHOTO_CHANGED = "Đã thay ảnh của lượt này. Nhớ đừng chụp giấy tờ của bà con."
PLACE_ADDED = "Đã gắn vị trí vào lượt này."
PLACE_CHANGED = "Đã thay vị trí của lượt này."
PHOTO_ALONE = "Ảnh này chưa gắn vào lượt nào. Anh/chị gõ lượt hỗ trợ trước rồi gửi lại ảnh, hoặc viết luôn dưới ảnh, ví dụ: sáng nay xóm 4 giúp 12 người cài VNeID."
PLACE_ALONE = "Vị trí này chưa gắn vào lượt nào. Anh/chị gõ lượt hỗ trợ trước, ví dụ: sáng nay xóm 4 giúp 12 người cài VNeID, rồi gửi lại vị trí."

NOT_YET = "Chưa lưu được vì còn thiếu một phần. Những gì đã ghi vẫn còn đây."

NO_HAMLETS = (
    "Ghi lượt là việc của người trong Tổ có thôn, xóm phụ trách; anh/chị chưa có xóm nào. Gõ /to để xem vai trò."
)

# --- words that are typed, without marks

COMMANDS = frozenset({"/ghi", "/luot", "/giup", "/xong"})

WORDS_BEGIN = frozenset(
    {"/ghi", "ghi", "ghi luot", "ghi nhan ho tro", "ghi nhan", "ghi luot ho tro", "ghi luot moi", "ghi tung buoc"}
)
WORDS_SAVE = frozenset(
    {"luu", "luu lai", "luu di", "luu luon", "ok luu", "luu nhe", "luu nha", "dung", "dung roi", "chuan", "ok", "oke"}
    | {"dong y", "duoc roi", "dung luu", "luu giup", "luu ho", "u luu", "chuan roi", "vang luu", "da luu", "ok em"}
)
WORDS_DROP = frozenset(
    {"bo", "huy", "thoi", "bo di", "huy di", "bo luot nay", "huy luot nay", "thoi bo", "thoi khong ghi", "khong luu"}
    | {"thoi khong ghi nua", "khong ghi nua", "huy bo", "xoa di", "bo luot dang ghi", "thoi khong luu", "nghi ghi"}
)
WORDS_YES = frozenset({"co", "bo", "huy", "dung", "ok", "bo di", "bo han", "dong y", "u", "vang", "bo luon"})
WORDS_NO = frozenset({"khong", "giu", "giu lai", "khong bo", "thoi", "de lai", "dung bo", "khoan"})
WORDS_ALL = frozenset(
    {
        f"{word} {what}"
        for word in ("luu", "ghi", "giu")
        for what in ("ca hai", "ca 2", "het", "tat ca", "ca", "ca hai luot")
    }
    | {"ca hai", "ca 2", "tat ca", "ca hai luot"}
)
WORDS_GO_ON = frozenset({"tiep", "ghi tiep", "tiep tuc", "xem lai", "tiep di", "lam tiep"})
WORDS_READY = frozenset({"xong", "xong roi", "het", "het roi", "the thoi", "rua thoi", "xong het", "da xong"})
WORDS_UNKNOWN = frozenset(
    {"khong ro", "khong biet", "chua ro", "khong nho", "quen roi", "quen", "khong dem", "khong ro so", "chua dem"}
    | {"no biet", "nỏ biet", "ko ro", "ko biet", "ko nho", "k ro", "k biet", "khong nho ro", "khong co so"}
)
