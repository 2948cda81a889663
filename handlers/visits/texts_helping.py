"""Everything that is said while a member asks on behalf of the resident beside them."""

STARTED = "Đang hỏi giúp bà con. Anh/chị cứ gõ câu hỏi của bà con như thường."
STARTED_MORE = (
    "Hỏi xong thì bấm “Xong, ghi lượt” (hoặc gõ: xong), trợ lý ghi sẵn lượt hỗ trợ theo những việc đã hỏi."
    " Trợ lý không giữ tên hay giấy tờ của ai."
)
ALREADY = "Vẫn đang hỏi giúp bà con{asked}. Gõ câu hỏi tiếp, hoặc bấm “Xong, ghi lượt”."
ASKED = ", đã hỏi: {topics}"
ON = "Đang hỏi giúp bà con. Hỏi xong thì gõ: xong."
ON_SINCE = "Đang hỏi giúp bà con từ {day}. Hỏi xong thì gõ: xong."
DONE = "Xong, ghi lượt"
DROP = "Không ghi"
DROPPED = "Đã thôi hỏi giúp, không ghi lượt nào."
BEGAN_EARLIER = "Anh/chị bắt đầu hỏi giúp từ {day} nên lượt này ghi cho ngày đó. Sai thì bấm “Sửa ngày”."
FILLED = "Trợ lý ghi sẵn theo những việc vừa hỏi giúp."
NOTHING_ASKED = "Chưa có việc nào được hỏi, nên anh/chị cho biết thêm."
OFF = "Hiện không hỏi giúp ai. Gõ /giup khi ngồi với bà con và muốn hỏi hộ."

# --- words that are typed, without marks

WORDS_DONE = frozenset(
    {"xong", "/xong", "xong roi", "xong het", "xong het roi", "xong viec", "het", "het roi", "hoi xong", "hoi xong roi"}
    | {"xong ghi luot", "xong roi ghi luot", "xong ghi luot di", "da xong", "xong nhe", "xong a", "xong roi a"}
)
WORDS_DROP = frozenset(
    {"khong ghi", "thoi", "thoi khong ghi", "khong ghi nua", "thoi khong hoi nua", "dung", "thoat", "huy", "bo"}
    | {"khong ghi luot", "nghi hoi giup", "thoi hoi giup", "ko ghi", "k ghi", "no ghi"}
)
# What may follow "hỏi giúp bà con" and says nothing more.
WORDS_EMPTY = frozenset(
    {"day", "nay", "ni", "nhe", "nha", "voi", "a", "ti", "cai", "chut", "mot", "tra", "hoi", "di", "o", "tai"}
    | {"xom", "ben", "canh", "luon", "da", "giup", "gium", "co", "viec", "duoc", "khong", "la"}
)
