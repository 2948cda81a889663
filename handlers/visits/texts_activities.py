"""What was done and for whom, in words: kinds, topics, outcomes and groups as members call them."""

from handlers.visits.note import Outcome

# In the order in which they are offered: what teams do most comes first.
KINDS = {
    "vneid": "VNeID",
    "dich-vu-cong": "Dịch vụ công",
    "thanh-toan-so": "Thanh toán số",
    "an-toan-thong-tin": "An toàn, chống lừa đảo",
    "ky-nang-so": "Dùng điện thoại, máy tính",
    "tuyen-truyen": "Tuyên truyền",
    "suc-khoe-so": "Sức khỏe số",
    "thuong-mai-dien-tu": "Mua bán trên mạng",
    "khac": "Việc khác",
}
# What an activity of a kind without a topic is called on a card.
KINDS_ALONE = {**KINDS, "vneid": "Cài đặt VNeID"}

TOPICS = {
    "xac-nhan-so-cmnd": "Xác nhận số CMND cũ",
    "cap-doi-the-can-cuoc": "Thẻ căn cước",
    "dang-ky-thuong-tru": "Đăng ký thường trú",
    "dang-ky-tam-tru": "Đăng ký tạm trú",
    "khai-bao-tam-vang": "Khai báo tạm vắng",
    "thong-bao-luu-tru": "Thông báo lưu trú",
    "vneid-xac-nhan-cu-tru": "Xác nhận cư trú",
    "dang-ky-xe-may": "Đăng ký xe",
    "nop-phat-nguoi": "Nộp phạt nguội",
    "giay-phep-lai-xe": "Giấy phép lái xe",
    "cap-ho-chieu": "Hộ chiếu",
    "ly-lich-tu-phap": "Lý lịch tư pháp",
    "con-dau-moi": "Con dấu mới",
    "con-dau-thu-nho": "Dấu thu nhỏ, dấu nổi",
    "khai-sinh": "Khai sinh",
    "lien-thong-khai-sinh": "Khai sinh liên thông",
    "ket-hon": "Kết hôn",
    "khai-tu": "Khai tử",
    "lien-thong-khai-tu": "Khai tử liên thông",
    "bien-dong-dat-dai": "Đất đai, sổ đỏ",
    "cap-dien-moi": "Lắp điện mới",
    "doi-chu-the-hop-dong-dien": "Đổi tên hợp đồng điện",
    "gia-han-bhyt-ho-gia-dinh": "Gia hạn thẻ BHYT",
    "tro-cap-that-nghiep": "Trợ cấp thất nghiệp",
    "so-suc-khoe-dien-tu": "Sổ sức khỏe điện tử",
    "thi-tot-nghiep-xet-tuyen": "Thi, xét tuyển",
    "dang-ky-thue": "Thuế, mã số thuế",
    "vneid-an-sinh-xa-hoi": "Tài khoản an sinh xã hội",
    "vneid-dang-ky": "Đăng ký VNeID",
    "vneid-doi-so-dien-thoai": "Đổi số điện thoại VNeID",
    "vneid-doi-thiet-bi": "VNeID trên máy mới",
    "vneid-gioi-thieu": "Giới thiệu VNeID",
    "vneid-khoa-tai-khoan": "Khóa, mở khóa VNeID",
    "vneid-kich-hoat": "Kích hoạt VNeID",
    "vneid-loi-thuong-gap": "Sửa lỗi VNeID",
    "vneid-nguoi-nuoc-ngoai": "VNeID người nước ngoài",
    "vneid-quen-mat-khau": "Quên mật khẩu VNeID",
    "vneid-sai-thong-tin": "Sai thông tin VNeID",
    "vneid-tich-hop-giay-to": "Tích hợp giấy tờ VNeID",
    "vneid-to-chuc": "VNeID tổ chức, hộ KD",
    "vneid-tre-em": "VNeID cho trẻ em",
    "dvc-dang-nhap": "Đăng nhập Cổng DVC",
    "dvc-nop-ho-so": "Nộp hồ sơ trên mạng",
    "dvc-tra-cuu-ho-so": "Tra cứu hồ sơ",
    "chu-ky-so": "Chữ ký số",
    "thanh-toan-so": "Thanh toán không tiền mặt",
    "lua-dao-vneid": "Phòng lừa đảo",
    "xa-phuong-moi": "Xã, phường mới",
    "to-cong-nghe-so": "Tổ công nghệ số",
}
# Offered when a public service was given and not said which: the rest is typed.
OFTEN = ("khai-sinh", "dang-ky-thuong-tru", "dang-ky-tam-tru", "cap-doi-the-can-cuoc", "ket-hon")
CAMPAIGN = "Tuyên truyền: {about}"

OUTCOMES = {Outcome.DONE: "xong", Outcome.IN_PROGRESS: "chưa xong", Outcome.REFERRED: "chuyển nơi khác"}
GROUPS = {
    "cao-tuoi": "người cao tuổi",
    "ho-ngheo": "hộ nghèo",
    "can-ngheo": "hộ cận nghèo",
    "dan-toc": "người dân tộc thiểu số",
    "khuyet-tat": "người khuyết tật",
    "ho-kinh-doanh": "hộ kinh doanh",
    "hoc-sinh": "học sinh",
}
PEOPLE = "{number} người"
FILED = "{number} hồ sơ nộp trên mạng"
FILED_SOME = "{number} người, {online} hồ sơ nộp trên mạng"
FILED_NONE = "{number} người, nộp giấy"

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
NEAR_DAYS = ("hôm nay", "hôm qua", "hôm kia")
