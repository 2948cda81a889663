"""What is said in chat about the console."""

LINK_TITLE = "Vào trang quản trị"
LINK_LABEL = "Bấm để vào trang quản trị"
LINK_HOW = "Liên kết này của riêng {name}, dùng một lần, trong {minutes} phút. Mở ra rồi bấm nút “Vào trang quản trị”."
LINK_CARE = "Đừng chuyển tiếp cho ai: ai mở liên kết này là vào được với quyền của anh/chị."
NOT_ADMIN = (
    "Trang quản trị dành cho quản trị xã và quản trị tỉnh. Việc của tổ thì làm ngay tại đây: xem tổ gõ /to,"
    " xem việc bà con nhờ gõ /viec."
)
NO_ROLE = (
    "Trang quản trị dành cho cán bộ quản trị đã được mời. Nếu được mời, anh/chị gõ mã 6 ký tự mà người mời đưa rồi gõ"
    " lại /quantri."
)
NOT_HERE = "Ở cửa sổ thử này không có trang quản trị."

WORDS = frozenset(
    {"/quantri", "/quan_tri", "vao trang quan tri", "mo trang quan tri", "trang quan tri", "dang nhap quan tri",
     "vao quan tri", "dang nhap trang quan tri", "link trang quan tri", "cho xin link quan tri"}
)  # fmt: skip
