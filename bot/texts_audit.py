"""What `troly audit` says."""

from bot.texts_console import ACTS, NOBODY

HELP = "Nhật ký quản trị: xem, và kiểm tra không ai sửa sau lưng."
VERIFY_HELP = "Kiểm tra nhật ký còn nguyên vẹn; in mã của dòng mới nhất để cán bộ chép lại."
EXPECT_HELP = "Mã đã chép lần trước: kiểm tra mã đó vẫn có trong nhật ký."
LIST_HELP = "Liệt kê việc trong nhật ký, mới nhất ở trên."
COMMUNE_HELP = "Chỉ của một xã, phường."
SINCE_HELP = "Từ ngày này (2026-11-21)."
MOST_HELP = "Nhiều nhất bao nhiêu dòng."

EMPTY = "Nhật ký chưa có dòng nào."
WHOLE = "Nhật ký nguyên vẹn: {count} dòng, từ {first} đến {last}."
ALL_GONE = "Nhật ký KHÔNG nguyên vẹn: đã bị xóa hết. Hãy giữ nguyên máy, đối chiếu với bản sao lưu và báo cấp trên."
BROKEN = "Nhật ký KHÔNG nguyên vẹn: từ dòng {number} trở đi không khớp với các dòng trước (có {count} dòng, từ {first} đến {last}). Hãy giữ nguyên máy, đối chiếu với bản sao lưu và báo cấp trên."
SUM = "Mã của dòng mới nhất (chép lại, lần sau kiểm tra bằng troly audit verify --expect MÃ):\n{sum}"
EXPECTED = "Mã đã chép vẫn có trong nhật ký."
NOT_EXPECTED = "Mã đã chép KHÔNG có trong nhật ký: phần cuối đã bị cắt, hoặc mã chép sai. Hãy xem lại mã; nếu đúng thì đối chiếu với bản sao lưu."
BAD_SUM = "--expect cần đúng mã 64 chữ số và chữ cái a–f mà troly audit verify đã in"
NOTHING = "Không có việc nào như vậy trong nhật ký."
LINE = "{at}  {who}: {what}{about}{commune}"
LEFT_OUT = "Chỉ in {count} dòng mới nhất; muốn nhiều hơn: --most."
OF_SERVER = NOBODY
ACT_NAMES = ACTS
