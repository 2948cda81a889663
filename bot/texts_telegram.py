"""What Telegram's own menu of commands says, and what its webhook is told."""

# In the order in which the menu shows them: the command and its description.
COMMANDS = (
    ("menu", "Xem các mục hỏi được"),
    ("giupdo", "Gặp người giúp ở gần"),
    ("dulieu", "Xem, tải về, xóa dữ liệu của mình"),
    ("start", "Bắt đầu lại từ lời chào"),
)

WRONG_CALLER = "Lời gọi không mang đúng mã bí mật."
NOT_READY = "Kênh Telegram đang khởi động. Xin gửi lại sau ít giây."
