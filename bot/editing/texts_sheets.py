"""What is said about content that goes out as a file and comes back."""

FAULT = "{sheet}, dòng {row}, cột {letter} ({head}): {message}"
FAULT_ROW = "{sheet}, dòng {row}: {message}"
FAULT_SHEET = "{sheet}: {message}"

DELETE = "Xóa"
YES = "x"

NO_SHEETS = "Tệp này không có trang nào của nội dung. Xuất một tệp mới (troly knowledge export noi-dung.xlsx), sửa trong tệp đó rồi nhập lại."
OTHER_SHEET = "Trang “{title}” không phải của nội dung nên bỏ qua."
OTHER_COLUMN = "{sheet}: cột {letter} “{head}” không dùng đến nên bỏ qua."
HIDDEN_ROWS = "{sheet}: {count} dòng đang bị ẩn (lọc) cũng được đọc."
NO_HEAD = "chưa thấy hàng tiêu đề; giữ nguyên hàng tiêu đề như trong tệp đã xuất"
NO_COLUMN = "thiếu cột “{head}”; lấy lại tệp đã xuất rồi chép sang"
TWO_COLUMNS = "hai cột cùng tên “{head}”; bỏ một cột"

EMPTY = "đang để trống; ô này cần có"
DAY = "“{typed}” chưa phải ngày; ghi như 21/11/2026 hoặc 2026-11-21"
FLAG = "“{typed}” chưa rõ; ghi x, hoặc để trống"
NUMBER = "“{typed}” phải là số nguyên"
ID = "“{typed}” không đúng dạng mã: chỉ chữ thường không dấu, số và dấu -"
LOST_ZERO = "“{typed}” có vẻ mất số 0 ở đầu; định dạng ô là Văn bản (Text) rồi gõ lại"
NO_TOPIC = "không có chủ đề “{typed}”; ghi mã như ở trang Chủ đề{near}"
NEAR = ", gần nhất là {id}"
NEW_TOPIC = "chưa có chủ đề “{typed}”; chủ đề mới thì soạn ở trang quản trị, hoặc nhập từ thư mục YAML"
NO_FACET = "không có phần “{typed}”; chọn một trong: {facets}"
NO_PART = "không có loại “{typed}”; chọn một trong: {parts}"
WHEN = "“{typed}” chưa đúng dạng; ghi mã câu hỏi, dấu hai chấm rồi mã các lựa chọn, ví dụ cho-o: nha-thue, nha-minh"
ONE_LINE = "loại này chỉ có một nghĩa; để một dòng"
NO_STYLE = "không có lối viết “{typed}”; chọn một trong: {styles}"
MOVED = "câu “{id}” đang ở phần “{facet}”; muốn chuyển thì ghi x vào cột Xóa ở dòng này và thêm một dòng với mã mới"
TWICE = "trùng với dòng {row}; bỏ một dòng"
NOT_THERE = "chưa có mục này nên không xóa được; bỏ chữ x"
TOPIC_STAYS = "không xóa chủ đề bằng tệp được; tắt chủ đề ở trang quản trị thì bà con được báo lý do"
SOURCE_TWICE = "nguồn “{key}” ghi khác với dòng {row}; ghi giống nhau ở mọi dòng"

NOT_A_FOLDER = "Thư mục {path} không có tệp nội dung nào (.yaml). Kiểm tra lại tên thư mục."
WRONG_ENDING = "“{name}” không phải thư mục hay tệp Excel (.xlsx)."
EXISTS = "{path} đã có; chọn tên khác để không ghi đè."
KEPT_FILE = "Không thấy tệp {name}; phần đó giữ nguyên."
NOT_YAML = "{name} không nhập bằng cách này nên giữ nguyên."

EXPORTED = "Đã xuất nội dung đang dùng ra {path}: {topics} chủ đề, {statements} câu trả lời, {phrases} câu hỏi mẫu."
EXPORTED_EDITS = "Trong đó có {count} bản sửa đã công bố."
SAME = "Không có gì khác với nội dung đang dùng. Không ghi gì."
FAULTY = "{count} lỗi. Chưa ghi gì; sửa các chỗ trên rồi nhập lại cả tệp."
DIFFERENT = "{count} chỗ khác với nội dung đang dùng:"
ADDED, CHANGED, REMOVED = "thêm", "sửa", "xóa"
DRY = "Mới xem thử, chưa ghi gì. Bỏ --dry-run để ghi."
STORED = {
    "draft": "{count} chỗ thành bản nháp của {name}; mở trang quản trị để xem trước rồi công bố.",
    "ready": "{count} chỗ chờ công bố: chương trình đang chạy sẽ dựng và dùng trong vòng một phút.",
    "waiting": "{count} chỗ chờ người thứ hai duyệt.",
    "suggested": "{count} chỗ ngoài quyền của {name}, đã ghi thành đề nghị để quản trị tỉnh xem.",
}
NOTE = "Nhập từ tệp {name}"
NO_PERSON = "Không có người số {number} trong danh sách. {choices}"
WHICH_PERSON = "Cần biết bản sửa là của ai: ghi --person SỐ. {choices}"
CHOICES = "Những người sửa được nội dung: {people}."
NO_CHOICES = "Chưa có quản trị nào nên bản sửa chưa là của ai; chưa ghi gì. Tạo quản trị đầu tiên bằng lệnh: troly admin link, rồi nhập lại."

KNOWLEDGE_HELP = "Nội dung đang dùng: xuất ra tệp, nhập từ tệp."
EXPORT_HELP = "Xuất nội dung đang dùng ra thư mục YAML, hoặc một tệp Excel (.xlsx)."
IMPORT_HELP = "Nhập thư mục YAML hoặc tệp Excel: chỗ nào khác nội dung đang dùng thì thành bản sửa."
DRY_RUN_HELP = "Chỉ xem sẽ đổi những gì."
PUBLISH_HELP = "Công bố ngay, không để thành bản nháp."
PERSON_HELP = "Bản sửa là của người có số này (bỏ qua được khi chỉ có một quản trị)."
SHIPPED_HELP = "Dùng nội dung gốc của bản cài, không dùng bản đã sửa."
REBUILDING = "Đang dựng chỉ mục của nội dung đang dùng (khoảng nửa phút)…"

TABLES = {
    "topics": "Chủ đề",
    "answers": "Câu trả lời",
    "phrases": "Câu hỏi mẫu",
    "corrections": "Điều hay tưởng nhầm",
    "questions": "Danh sách - câu hỏi",
    "items": "Danh sách - kết quả",
    "contacts": "Danh bạ",
    "local": "Câu riêng của xã",
    "outside": "Ngoài phạm vi",
    "lexicon": "Từ điển",
}
