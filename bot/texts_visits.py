"""What `troly visits` says, in Vietnamese."""

VISITS_HELP = "Lượt hỗ trợ của Tổ công nghệ số cộng đồng."
PARSE_HELP = "Đọc một dòng ghi lượt hỗ trợ, hoặc nhiều dòng từ tệp JSONL."
JSON_HELP = "In kết quả dạng JSON."
JSONL_HELP = 'Mỗi dòng {"note": "…", "today": "YYYY-MM-DD", "hamlets": ["…"]}; - là đầu vào chuẩn.'
TODAY_HELP = "Ngày ghi (2026-11-21); thường là hôm nay."
HAMLETS_HELP = "Các thôn, xóm của tổ, cách nhau bằng dấu phẩy."
PARSE_ONE = "cần đúng một trong hai: một dòng trong ngoặc kép, hoặc --jsonl TỆP"
BAD_LINE = (
    'dòng {number}: cần một đối tượng JSON có "note" là chữ, "today" là ngày YYYY-MM-DD, "hamlets" là danh sách chữ'
)
NO_NOTE = "Dòng này không phải là ghi lượt hỗ trợ."
UNSAID = "chưa rõ"

KINDS = {
    "dich-vu-cong": "dịch vụ công",
    "vneid": "VNeID",
    "thanh-toan-so": "thanh toán số",
    "thuong-mai-dien-tu": "thương mại điện tử",
    "an-toan-thong-tin": "an toàn thông tin",
    "ky-nang-so": "kỹ năng số",
    "suc-khoe-so": "sức khỏe số",
    "tuyen-truyen": "tuyên truyền",
    "khac": "việc khác",
}
GROUPS = {
    "cao-tuoi": "người cao tuổi",
    "ho-ngheo": "hộ nghèo",
    "can-ngheo": "cận nghèo",
    "dan-toc": "dân tộc",
    "khuyet-tat": "khuyết tật",
    "ho-kinh-doanh": "hộ kinh doanh",
    "hoc-sinh": "học sinh",
}
OUTCOMES = {"done": "xong", "in_progress": "chưa xong", "referred": "đã chuyển nơi khác"}
UNCLEAR = {"date": "ngày", "hamlet": "thôn, xóm", "activity": "việc đã làm", "people": "số người"}
