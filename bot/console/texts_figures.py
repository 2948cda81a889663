"""What the overview and the page of figures say, but what stands in their templates."""

from handlers.figures.periods import Unit

TITLE = "Số liệu"
PROVINCE = "Toàn tỉnh"
UNITS = {Unit.WEEK: "Tuần", Unit.MONTH: "Tháng", Unit.QUARTER: "Quý", Unit.YEAR: "Năm"}
BAD_DAY = "“{text}” chưa phải ngày (ví dụ 21/11/2026), nên đang xem kỳ này."
FUTURE = "Ngày {day} chưa tới, nên đang xem kỳ này."
TOO_EARLY = "Không có số liệu trước ngày {day}, nên đang xem từ đó."

# --- numbers

BEFORE = {Unit.WEEK: "tuần trước", Unit.MONTH: "tháng trước", Unit.QUARTER: "quý trước", Unit.YEAR: "năm trước"}
WHOLE = "{before}: {number}"
SO_FAR = "cùng kỳ {before}: {number}"
MORE, LESS, SAME = "tăng {number}", "giảm {number}", "không đổi"
CHANGE = "{before} ({change})"
# How far a share went up or down.
POINTS = "{number} điểm phần trăm"
NOW = "tính lúc xem, không theo kỳ"
OVER = "kỳ này chưa hết nên so với đúng số ngày ấy của kỳ trước"

GROUPS = (
    (
        "Câu hỏi của bà con",
        ("questions-asked", "questions-answered", "questions-unanswered", "questions-outside", "answers-helped"),
        ("questions-topics", "questions-rising"),
    ),
    (
        "Lượt hỗ trợ",
        ("visits", "people-helped", "online-share", "coverage"),
        ("people-by-kind", "people-by-topic"),
    ),
    (
        "Yêu cầu hỗ trợ",
        (
            "requests-opened",
            "requests-done",
            "requests-cancelled",
            "requests-open",
            "requests-overdue",
            "hours-to-accept",
            "hours-to-close",
            "requests-rating",
        ),
        (),
    ),
)
PART_HEADS = {
    "questions-topics": "Chủ đề",
    "questions-rising": "Chủ đề",
    "people-by-kind": "Loại việc",
    "people-by-topic": "Thủ tục",
}
NO_PARTS = {
    "questions-topics": "Chưa có câu nào được trả lời trong kỳ này.",
    "questions-rising": "Không có chủ đề nào tăng rõ trong kỳ này.",
    "people-by-kind": "Chưa ghi lượt nào trong kỳ này.",
    "people-by-topic": "Chưa có lượt nào ghi rõ thủ tục trong kỳ này.",
}
MISSING_PARTS = "Chưa có số liệu: {why}."
NO_BEFORE = "kỳ trước chưa được đếm đủ để so"

# --- pictures

PICTURES = {"xom": "Xóm theo tuần", "viec": "Loại việc theo thời gian", "chu-de": "Chủ đề được hỏi nhiều"}
NO_PICTURE = {
    "xom": "Chưa có xóm nào trong danh sách đơn vị.",
    "viec": "Chưa có lượt nào được ghi trong những kỳ này.",
    "chu-de": "Chưa có câu hỏi nào được trả lời trong kỳ này.",
}
FROM_WEEK = "Từ {day}"
HAMLET, KIND, TOPIC = "Xóm", "Loại việc", "Chủ đề"
TOTAL, COUNT = "Cộng", "Số câu"

# --- the file

SHEET, PARTS_SHEET = "Số liệu", "Chi tiết"
SHEET_HEAD = ("Nơi", "Kỳ", "Phần", "Số liệu", "Giá trị", "Đơn vị", "Ghi chú", "So với kỳ trước", "Cách tính")
PARTS_HEAD = ("Nơi", "Kỳ", "Số liệu", "Mục", "Giá trị", "Đơn vị", "Ghi chú")

# --- what waits

CALM = "Không có việc nào đang chờ anh/chị."
WAITS = {
    "stuck": "{count} tin kẹt trong hàng đợi",
    "overdue": "{count} yêu cầu hỗ trợ quá hạn",
    "questions": "{count} câu hỏi chưa trả lời",
    "approve": "{count} bản sửa chờ anh/chị duyệt",
    "suggested": "{count} lời đề nghị sửa chờ anh/chị nhận",
    "returned": "{count} bản sửa bị trả lại vì có lỗi",
    "due": "{count} chủ đề đến hạn đọc lại trong 30 ngày",
}
