"""How figures are called and said, in one place: labels, units, formulas, and why one is missing."""

from handlers.figures.values import Why

MISSING = "chưa có số liệu"
WHY = {
    Why.NO_RECORDS: "chưa có bản ghi nào để tính",
    Why.NOT_SAID: "các lượt đã ghi đều chưa có số này",
    Why.NOT_COUNTED: "thời gian đó chưa bắt đầu ghi",
    Why.NOBODY_RATED: "chưa ai trả lời",
    Why.NOT_YET: "chưa tới",
}
AT_LEAST = "ít nhất {number}"
AT_LEAST_NOTE = "ít nhất: {note}"
UNSAID_VISITS = "{count} lượt chưa ghi số này"
UNSAID = {"coverage": "{count} xóm chưa có ai ghi"}
LEFT_OUT = "chưa tính {count} việc chưa ghi đủ số"
NOT_ALL_DAYS = "chưa ghi đủ các ngày"
SHARE_OF = {"coverage": "{part} trên {of} xóm"}

# id: label, unit, formula in one sentence.
SAID = {
    "questions-asked": (
        "Câu đã hỏi",
        "câu",
        "Mỗi câu hỏi gõ hay nói riêng với trợ lý tính một lần (tin có hai câu tính hai; không kể trong nhóm, chào hỏi, bấm nút).",
    ),
    "questions-answered": (
        "Câu được trả lời",
        "câu",
        "Câu hỏi có câu trả lời ngay, hoặc sau khi người hỏi chọn một chủ đề được gợi ý.",
    ),
    "questions-unanswered": (
        "Câu chưa trả lời được",
        "câu",
        "Câu trợ lý không hiểu, cộng câu được gợi ý chủ đề mà không chủ đề nào được chọn.",
    ),
    "questions-outside": (
        "Câu ngoài phạm vi",
        "câu",
        "Câu trợ lý hiểu nhưng không thuộc nội dung của mình; người hỏi được chỉ nơi khác.",
    ),
    "questions-topics": (
        "Chủ đề được hỏi nhiều",
        "câu",
        "Số câu được trả lời của từng chủ đề, nhiều nhất đứng trước.",
    ),
    "questions-rising": (
        "Chủ đề tăng",
        "câu thêm",
        "Số câu tăng thêm so với kỳ liền trước, cho chủ đề được hỏi từ 3 câu trở lên trong kỳ.",
    ),
    "answers-helped": (
        "Câu trả lời giúp được",
        "%",
        "Số lần bấm “Giúp được rồi” chia cho tổng số lần bấm giúp được hay chưa.",
    ),
    "visits": (
        "Lượt hỗ trợ",
        "lượt",
        "Số lượt hỗ trợ đã ghi có ngày trong kỳ, không kể lượt đã bỏ.",
    ),
    "people-helped": (
        "Lượt người được giúp",
        "lượt người",
        "Tổng số người của các lượt; một người được giúp hai lượt tính hai; lượt chưa ghi số người không cộng vào.",
    ),
    "people-by-kind": (
        "Người được giúp theo loại việc",
        "lượt người",
        "Tổng số người của từng loại việc trong các lượt; một lượt có nhiều việc thì tính cho từng việc.",
    ),
    "people-by-topic": (
        "Người được giúp theo thủ tục",
        "lượt người",
        "Tổng số người của từng thủ tục trong các lượt; việc không rõ thủ tục không tính.",
    ),
    "online-share": (
        "Tỉ lệ nộp trực tuyến",
        "%",
        "Số người nộp hồ sơ trên mạng chia cho số người làm dịch vụ công, chỉ kể những việc có ghi cả hai số.",
    ),
    "coverage": (
        "Xóm có người đến",
        "%",
        "Số xóm có ít nhất một lượt trong kỳ chia cho tất cả các xóm; xóm chưa có ai vào trợ lý để ghi thì chưa rõ, nên là “ít nhất”.",
    ),
    "requests-opened": (
        "Yêu cầu hỗ trợ mới",
        "yêu cầu",
        "Số yêu cầu hỗ trợ người dân gửi trong kỳ.",
    ),
    "requests-done": (
        "Yêu cầu hỗ trợ đã xong",
        "yêu cầu",
        "Số yêu cầu hỗ trợ làm xong trong kỳ.",
    ),
    "requests-cancelled": (
        "Yêu cầu hỗ trợ người dân thôi",
        "yêu cầu",
        "Số yêu cầu hỗ trợ người dân rút lại trong kỳ.",
    ),
    "requests-open": (
        "Yêu cầu hỗ trợ chưa xong",
        "yêu cầu",
        "Số yêu cầu hỗ trợ đang chờ hoặc đã nhận mà chưa xong, tính lúc xem.",
    ),
    "requests-overdue": (
        "Yêu cầu hỗ trợ quá hạn",
        "yêu cầu",
        "Trong số chưa xong: chờ lâu hơn giờ phải báo tổ trưởng, hoặc đã nhận lâu hơn giờ phải nhắc, theo giờ của xã.",
    ),
    "hours-to-accept": (
        "Thời gian tới khi có người nhận",
        "giờ",
        "Trung vị số giờ từ lúc gửi tới lúc có người nhận, chỉ kể từ 7 giờ đến 21 giờ.",
    ),
    "hours-to-close": (
        "Thời gian tới khi xong",
        "giờ",
        "Trung vị số giờ từ lúc gửi tới lúc xong, chỉ kể từ 7 giờ đến 21 giờ.",
    ),
    "requests-rating": (
        "Người dân chấm",
        "/5 điểm",
        "Trung bình điểm từ 1 đến 5 của các yêu cầu hỗ trợ xong trong kỳ có người chấm.",
    ),
}

# --- periods

DAY = "ngày {day}"
WEEK = "tuần {first}–{last}"
MONTH = "tháng {month}/{year}"
QUARTER = "quý {quarter}/{year}"
YEAR = "năm {year}"
SPAN = "{first}–{last}"
SHORT_DAY = "{day}/{month}"

# --- pictures

SOURCE = "Số liệu do Tổ ghi, tính đến {time} {day}."
SOURCE_ASKED = "Trợ lý tự đếm câu hỏi, không giữ nội dung; tính đến {time} {day}."
ALL_PLACES = "toàn tỉnh"
COVERAGE_TITLE = "{when}: {said}"
REACHED = "{part} trên {of} xóm có lượt"
REACHED_ALL = "cả {of} xóm đều có lượt"
REACHED_UNKNOWN = "{reached}; {count} xóm chưa có ai ghi"
REACHED_MISSING = "chưa có số liệu của xóm nào"
COVERAGE_SUB = "Số lượt hỗ trợ mỗi tuần (thứ hai–chủ nhật), {place}"
COVERAGE_KEY = ("0: không có lượt nào", "gạch chéo: chưa có số liệu")
COVERAGE_MORE = "Còn {count} xóm không vẽ ở đây."
KINDS_TITLE = "{kind} là việc làm nhiều nhất"
KINDS_NONE = "Chưa có lượt nào được ghi"
KINDS_SUB = "Số việc trong các lượt hỗ trợ, {when}, {place}"
KINDS_KEY = ("một lượt có mấy loại việc thì tính mấy việc", "–: chưa có số liệu")
KINDS_OTHER = "Các việc khác"
TOPICS_TITLE = "Được hỏi nhiều nhất: {topic}"
TOPICS_NONE = "Chưa có câu hỏi nào được trả lời"
TOPICS_SUB = "Số câu được trả lời, {when}, {place}"
TABLE_CELL = "{name}: {value}"
TABLE_WEEKS = "Các tuần bắt đầu từ: {weeks}"
