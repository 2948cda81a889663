"""What weekly nudges and lessons say."""

from handlers.nudges.times import Kind

DAY = "{day}/{month}"
WEEK = "{first}–{last}"
MORE_NAMES = "{names} và {count} nơi khác"

# --- weekly

REMINDER_TITLE = "Tuần {week} của anh/chị"
REMINDER_NONE = "Anh/chị chưa ghi lượt nào. Có buổi nào đã giúp bà con thì gõ một dòng là ghi được, ví dụ: hôm qua {hamlet} giúp 5 người cài VNeID."
REMINDER_SOME = "Anh/chị đã ghi {visits} lượt, {people}. Cảm ơn anh/chị. Còn buổi nào chưa ghi thì gõ thêm một dòng."
REMINDER_WAITING = "Đang có {count} yêu cầu hỗ trợ chờ người nhận ở xóm của anh/chị. Gõ /viec để xem."

TEAM_TITLE = "{team}: tuần {week}"
COMMUNE_TITLE = "{commune}: tuần {week}"
SUM_NONE = "Chưa có lượt hỗ trợ nào được ghi."
SUM = "{visits} lượt hỗ trợ, {people}."
PEOPLE = "{known} lượt người được giúp"
PEOPLE_PARTLY = "{known} lượt người được giúp (còn {missing} lượt chưa ghi số người)"
PEOPLE_MISSING = "chưa lượt nào ghi số người"
BY_KIND = "Theo việc: {kinds}."
KIND = "{kind} {visits} lượt"
BY_LOGGER = "Ai đã ghi: {names}."
BY_TEAM = "Theo tổ: {names}."
NAME_COUNT = "{name} ({count} lượt)"
NO_TEAM = "ngoài tổ"
WITHOUT = "Chưa có lượt nào: {names}."
REACHED = "{said}."
UNKNOWN = "Chưa có ai vào trợ lý để ghi: {names}."
REQUESTS = "Yêu cầu hỗ trợ: {open} chưa xong, {done} xong trong tuần."
REQUESTS_CANCELLED = "Yêu cầu hỗ trợ: {open} chưa xong, {done} xong và {cancelled} người dân thôi trong tuần."
REQUESTS_NONE = "Yêu cầu hỗ trợ: không có."

# --- the time of it

KINDS = {
    Kind.REMINDER: "Nhắc ghi lượt",
    Kind.TEAM: "Tổng hợp của tổ",
    Kind.COMMUNE: "Tổng hợp của xã",
}
TIMES = "Hằng tuần trợ lý gửi anh/chị:"
TIMES_ONE = "{kind}: {when}."
TIMES_OFF = "đang tắt"
TIMES_AT = "{day}, {time}"
TIMES_QUIET = "Đúng giờ đó trợ lý không chạy thì gửi muộn hơn trong ngày, không gửi sau 21 giờ."
TIMES_ASK_DAY = "{kind}: anh/chị muốn nhận vào ngày nào?"
TIMES_ASK_HOUR = "{kind}: {day}, mấy giờ?"
TIMES_SET = "Đã đổi. {kind}: {when}."
TIMES_TURNED_OFF = "Đã tắt “{kind}”. Khi cần, gõ /nhac để bật lại."
CHANGE = "Đổi giờ nhận"
CHANGE_ONE = "Đổi: {kind}"
DAY_BUTTON = "Đổi ngày, giờ"
OFF_BUTTON = "Tắt"
ON_BUTTON = "Bật lại"
ALL_BUTTON = "Xem giờ nhận"
NOT_YOURS = "Phần này dành cho vai trò mà nay anh/chị không giữ nữa, nên trợ lý không gửi và không đổi giờ được."
ROLE_ONLY = "Lệnh này dành cho thành viên Tổ công nghệ số cộng đồng và cán bộ xã. Anh/chị cần hỏi thủ tục gì thì cứ gõ."
ADMIN_ONLY = "Gửi thông báo là việc của quản trị xã và quản trị tỉnh. Anh/chị cần báo gì thì nhắn cán bộ xã."

# --- lessons

LESSON_BUTTON = "Bài học 1 phút"
LESSON_TITLE = "Bài học: {topic}"
LESSON_NEW = "Mới, áp dụng từ {day}."
QUIZ_GAP = "Đố anh/chị. {asks} Điền vào chỗ “…”:"
QUIZ_BELIEF = "Đố anh/chị. Về “{topic}”, câu nào dưới đây nay KHÔNG đúng?"
QUIZ_CHOICE = "Câu {number}"
RIGHT = "Đúng rồi."
WRONG = "Chưa đúng, không sao, nhớ lần này là chắc."
ANSWER_BELIEF = "Câu không đúng là câu {number}: {belief}."
SCORE = "Tháng này anh/chị trả lời đúng {right}/{total} câu."
ANOTHER = "Bài khác"
LESSON_NONE = "Trợ lý chưa có bài học nào phù hợp lúc này. Anh/chị xem lại sau nhé."
LESSON_PAST = "Câu đố này đã qua. Anh/chị bấm “Bài khác” để học tiếp."
LESSON_CHANGED = "Quy định trong bài này vừa thay đổi nên câu đố không tính điểm. Đây là bài mới:"

WORDS_TIMES = frozenset(
    {"/nhac", "nhac viec", "gio nhac", "doi gio nhac", "lich nhac", "tat nhac", "nhac hang tuan", "doi gio nhan"}
)
WORDS_LESSON = frozenset(
    {"/hoc", "bai hoc", "hoc bai", "bai hoc tuan nay", "bai hoc tuan ni", "cho tui bai hoc", "bai hoc 1 phut", "do vui"}
)
