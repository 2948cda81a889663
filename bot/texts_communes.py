"""What the command line says of a commune's settings."""

from handlers.requests.limits import Limit

SETTINGS_HELP = "Xem giờ nhờ hỗ trợ của một xã, phường."
SET_HELP = "Đổi một giờ nhờ hỗ trợ của một xã, phường, ví dụ: troly teams set “xã Minh Hợp” hours-to-leader 3"
NOT_ON_RECORD = "{commune} chưa có trong hệ thống. Xem những nơi đã có: troly teams show"
NO_SUCH = "Không có cài đặt “{name}”. Có: {names}."
OUT = "{name} không nhận “{value}”: phải là số giờ từ {low} đến {high}, như 3 hay 1,5. Cài đặt cũ vẫn giữ."
SET = "{commune}: {name} nay là {hours} giờ."
LINE = "{name} = {hours} giờ: {what} (mặc định {default})"
WHAT = {
    Limit.LEADER: "chưa ai nhận thì báo tổ trưởng",
    Limit.COMMUNE: "chưa ai nhận thì báo cán bộ xã",
    Limit.PROVINCE: "chưa ai nhận thì báo cán bộ tỉnh",
    Limit.REMINDER: "đã nhận mà chưa xong thì nhắc",
}
