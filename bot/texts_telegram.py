"""What Telegram's own menu of commands says, and what its webhook is told."""

# In the order in which the menu shows them: the command and its description. Everybody sees all of them.
COMMANDS = (
    ("menu", "Xem các mục hỏi được"),
    ("help", "Cách hỏi và các lệnh"),
    ("giupdo", "Gặp người giúp ở gần"),
    ("yeucau", "Việc mình đã nhờ đến đâu"),
    ("dulieu", "Xem, tải về, xóa dữ liệu của mình"),
    ("start", "Bắt đầu lại từ lời chào"),
    ("ghi", "Dành cho Tổ: ghi lượt hỗ trợ"),
    ("luot", "Dành cho Tổ: các lượt gần đây"),
    ("viec", "Dành cho Tổ: yêu cầu hỗ trợ của bà con"),
    ("giup", "Dành cho Tổ: hỏi giúp bà con"),
    ("hoc", "Dành cho Tổ: bài học ngắn"),
    ("nhac", "Dành cho Tổ: giờ nhận tin nhắc"),
    ("to", "Dành cho Tổ: vai trò, người trong tổ"),
    ("moi", "Dành cho tổ trưởng, xã: mời người"),
    ("thongbao", "Dành cho xã, tỉnh: gửi thông báo"),
    ("caidat", "Dành cho xã: giờ nhận việc"),
)

WRONG_CALLER = "Lời gọi không mang đúng mã bí mật."
NOT_READY = "Kênh Telegram đang khởi động. Xin gửi lại sau ít giây."
