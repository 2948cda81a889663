"""Everything that help requests say, to both sides, in one place."""

from handlers.requests.request import Desk, Reach, Step

# --- asking for somebody

CALL_BUTTON = "Nhờ Tổ đến giúp"
CONSENT = (
    "Trợ lý chuyển yêu cầu của anh/chị tới Tổ công nghệ số cộng đồng của xóm. Tổ chưa nhận được thì chuyển tiếp tới cán bộ xã, tỉnh. Giúp không lấy tiền.",
    "Chỉ những người đó được xem, và chỉ để giúp việc này. Số điện thoại, chỗ ở chỉ người nhận việc, tổ trưởng và cán bộ xã thấy; xong việc 30 ngày thì xóa. Anh/chị hủy lúc nào cũng được.",
    "Anh/chị đồng ý không ạ?",
)
AGREE = "Đồng ý"
LEAVE = "Thôi"
ASK_COMMUNE = "Anh/chị ở xã, phường nào? Bấm chọn, hoặc gõ tên (tên cũ cũng được)."
ASK_COMMUNE_SAME = (
    "Anh/chị ở {commune}, đúng không? Đúng thì bấm; không thì bấm xã khác, hoặc gõ tên xã, phường (tên cũ cũng được)."
)
COMMUNE_OUTSIDE = "{commune} chưa có Tổ trên trợ lý, nên yêu cầu sẽ tới cán bộ tỉnh."
COMMUNE_NOBODY = "{commune} chưa có ai nhận yêu cầu qua trợ lý."
OTHER_PLACE = "Nơi khác"
ASK_HAMLET = "Anh/chị ở thôn, xóm nào của {commune}? Bấm chọn, hoặc gõ tên."
HAMLET_UNKNOWN = "Trợ lý chưa thấy “{text}” trong {commune}. Anh/chị chọn dưới đây, hoặc bấm “Không rõ xóm”."
HAMLET_SEVERAL = "“{text}” hợp với nhiều nơi. Anh/chị chọn giúp một nơi dưới đây."
HAMLET_NONE = "Không rõ xóm"
MORE_PLACES = "Xem thêm…"
ASK_WANTS = "Anh/chị cần giúp việc gì? Gõ vài chữ như nói chuyện, ví dụ: cài VNeID cho mẹ tôi."
ASK_WHEN = "Anh/chị muốn được giúp khi nào? Bấm chọn, hoặc gõ, ví dụ: tối thứ Ba sau 7 giờ."
WHENS = {"som": "Càng sớm càng tốt", "sang-mai": "Sáng mai", "chieu-mai": "Chiều mai"}
# What the words above mean on a day: they are kept with it, since tomorrow is another day tomorrow.
WHEN_ON = "{when} ({day})"
ASK_REACH = "Người giúp gặp anh/chị bằng cách nào?"
REACHES = {Reach.CHAT: "Nhắn qua trợ lý", Reach.CALL: "Gọi điện cho tôi", Reach.HOME: "Đến nhà tôi"}
ASK_WHERE = "Nhà anh/chị ở chỗ nào để người giúp tìm được? Ví dụ: nhà bà Hoa, cạnh nhà văn hóa xóm."
CHECK = "Anh/chị xem lại rồi bấm “Gửi”."
ASK_PHONE = "Còn số điện thoại. Anh/chị gõ số, trợ lý gửi đi luôn."
PHONE_WRONG = (
    "Số này chưa đúng: số điện thoại có 10 chữ số, bắt đầu bằng 0. Mọi điều đã ghi vẫn còn, anh/chị gõ lại số giúp."
)
PHONE_SEVERAL = "Trợ lý thấy nhiều số quá. Anh/chị gõ lại một số thôi."
SEND = "Gửi"
EDIT = "Sửa"
ASK_EDIT = "Anh/chị muốn sửa phần nào?"
FIELDS = {"commune": "Xã, xóm", "wants": "Việc cần giúp", "when": "Khi nào", "reach": "Cách gặp"}
LEFT = "Trợ lý đã bỏ, chưa gửi gì cho ai. Khi cần, anh/chị gõ “nhờ người đến giúp”."
GO_ON = "Mình ghi tiếp yêu cầu nhé."
PAUSED = "Yêu cầu anh/chị ghi dở hôm trước chưa gửi đi. Anh/chị muốn ghi tiếp không?"
RESUME = "Ghi tiếp"
CUT = "Trợ lý ghi {most} chữ đầu, phần sau anh/chị nói với người giúp nhé."
TOO_MANY = "Anh/chị đang có {count} yêu cầu chưa xong. Chờ xong bớt, hoặc hủy bớt một yêu cầu, rồi nhờ thêm nhé."
SAME = "Việc này anh/chị đã nhờ rồi, trợ lý không gửi lần nữa."
ONE_OPEN = "Anh/chị đang có một yêu cầu chưa xong. Đây là yêu cầu đó; việc khác thì bấm “Nhờ việc khác”."
ANOTHER = "Nhờ việc khác"

SENT = "Đã gửi yêu cầu của anh/chị."
SEEN_NOW = "Trong giờ 7 đến 21 giờ hằng ngày có người xem; chưa ai nhận thì trợ lý tự chuyển lên trên và báo anh/chị."
SEEN_TOP = "Trong giờ 7 đến 21 giờ hằng ngày có người xem; chưa ai nhận thì trợ lý nhắc lại họ."
SEEN_LATER = "Bây giờ ngoài giờ. {day} từ 7 giờ sẽ có người xem."
SEEN_DAYS = ("Sáng nay", "Sáng mai")

# --- a request in words

ABOUT = "Việc: {wants}"
TOPIC = "Mục: {title}"
PLACE = "Ở: {place}"
PLACE_UNKNOWN = "chưa rõ xã, xóm"
WHEN = "Khi nào: {when}"
REACH = "Cách gặp: {reach}"
REACH_WORDS = {Reach.CHAT: "nhắn qua trợ lý", Reach.CALL: "gọi điện", Reach.HOME: "đến tận nhà"}
WHERE = "Chỗ ở: {where}"
PHONE = "Số điện thoại: {phone}"
OPENED = "Nhờ lúc {at}."
AT = "{clock} ngày {day}"
HELD_BY = "Đang giữ: {who}, từ {since}."
NAME_OF = "{name} ({unit})"
DESKS = {Desk.TEAM: "Tổ công nghệ số của xóm", Desk.LEADER: "tổ trưởng", Desk.COMMUNE: "cán bộ {commune}", Desk.PROVINCE: "cán bộ tỉnh Nghệ An"}  # fmt: skip
LEADERS = "tổ trưởng {names}"
A_HELPER = "người giúp"
NOBODY_YET = "chưa có ai, trợ lý vẫn giữ giúp"
RESIDENT_OF = "Bà con ở {place}"
RESIDENT = "Bà con"

# --- the team's side

TEAM_TITLE = "Bà con nhờ giúp"
NOT_TAKEN = "Chưa ai nhận."
TAKEN_BY_YOU = "Anh/chị đang giữ, từ {since}."
TAKEN_BY = "{name} đang giữ, từ {since}."
REACH_AFTER = "Nhận rồi sẽ thấy cách liên lạc."
ACCEPT = "Nhận"
HAND_ON = "Chuyển người khác"
ASK_BACK = "Hỏi lại"
TALK_RESIDENT = "Nhắn với bà con"
SEE_CONTACT = "Xem cách liên lạc"
DONE = "Xong"
NOT_YOURS = "Việc này đã xong, đã hủy, hoặc không thuộc phần anh/chị phụ trách. Gõ /viec để xem việc đang chờ."
FOR_TEAMS = "Mục này dành cho người trong Tổ công nghệ số. Anh/chị cần giúp thì bấm “Nhờ Tổ đến giúp”."
ACCEPTED_BY = "{name} đã nhận việc này lúc {at}. Cảm ơn anh/chị."
ALREADY_YOURS = "Anh/chị đang giữ việc này rồi."
YOU_ACCEPTED = "Anh/chị đã nhận. Bà con được báo ngay tên anh/chị. Xong thì bấm “Xong”, lượt hỗ trợ tự được ghi."
NO_CONTACT = "Bà con muốn nhắn qua trợ lý, không để lại số. Bấm “Nhắn với bà con”."
CONTACT_HIDDEN = "Anh/chị nhận việc thì mới thấy cách liên lạc."
NOW_TAKEN = "{name} đã nhận giúp {who}: {about}."
TOLD_TAKEN = "{who} đã nhận giúp anh/chị: {about}."
TOLD_REACH = {
    Reach.CHAT: "Người giúp sẽ nhắn ở đây; anh/chị cũng nhắn trước được.",
    Reach.CALL: "Người giúp sẽ gọi cho anh/chị.",
    Reach.HOME: "Người giúp sẽ đến nhà anh/chị; cần hẹn lại thì nhắn ở đây.",
}
LIST = "Đang chờ {count} việc, cũ nhất trước:"
LIST_ITEM = "{about} – {place}, {state}"
LIST_WAITING = "chờ từ {since}"
LIST_MINE = "anh/chị đang giữ"
LIST_TAKEN = "{name} đang giữ"
LIST_BUTTON = "{number}. {about}"
LIST_MORE = "Xem tiếp"
LIST_EMPTY = "Không có ai đang chờ. Có người nhờ là trợ lý báo anh/chị ngay."

# --- passing on

HAND_TO = "Chuyển cho ai ạ? Người đó được báo ngay; việc vẫn hiện cho cả Tổ cho đến khi có người nhận."
HAND_BACK = "Trả lại cho Tổ"
HAND_BACK_UP = "Trả lại, nhờ cấp trên"
HAND_NOBODY = "Hiện không còn ai khác nhận được. Anh/chị giữ giúp, hoặc nhắn với bà con để hẹn lại."
HAND_WHY = "Anh/chị cho biết vì sao, gõ hoặc bấm:"
WHYS = {"ban": "Tôi bận", "biet-hon": "Người kia rành hơn", "gan-hon": "Người kia ở gần hơn", "khac": "Việc khác"}
PASSED = "Đã chuyển cho {name}. Cảm ơn anh/chị."
PASSED_BACK = "Đã trả lại. {who} được báo ngay. Cảm ơn anh/chị."
PASSED_TO_YOU = "{name} chuyển việc này cho anh/chị nhận. Lý do: {why}."
PASSED_AT_DESK = "{name} chuyển cho {to}: {about}. Ai nhận được thì nhận, gõ /viec."
TOLD_PASSED = "Việc “{about}” của anh/chị được chuyển cho {to}. Người đó nhận là trợ lý báo ngay."
TOLD_BACK = "Việc “{about}” của anh/chị đang tìm người khác giúp. Đang giữ: {who}, từ {since}."

# --- asking back

QUESTION_ASK = "Anh/chị gõ câu hỏi, trợ lý gửi cho bà con. Gõ /thoi nếu không hỏi nữa."
QUESTION_SENT = "Đã gửi câu hỏi. Bà con trả lời là trợ lý chuyển ngay. Việc vẫn đang chờ người nhận."
QUESTION_TO = "{who} hỏi về việc “{about}”:\n«{text}»"
QUESTION_HOW = "Anh/chị gõ câu trả lời ở đây."
REPLY_BUTTON = "Trả lời"
REPLY_ASK = "Anh/chị gõ câu trả lời, trợ lý chuyển cho {name}. Gõ /thoi nếu không trả lời."
REPLY_SENT = "Đã chuyển câu trả lời cho {name}. Muốn hỏi trợ lý việc gì, anh/chị cứ gõ tiếp."
REPLY_FROM = "{who} trả lời:\n«{text}»"
ACTING_LEFT = "Vâng, không gửi gì cả."
ACTING_OLD = "Việc này đã đổi khác trong lúc anh/chị gõ, nên trợ lý chưa gửi: «{text}»"

# --- done

DONE_HOW = "Việc “{about}” kết quả thế nào?"
OUTCOMES = {"done": "Xong", "again": "Hẹn lại", "referred": "Chuyển nơi khác"}
DONE_PEOPLE = "Anh/chị giúp mấy người? Bấm chọn hoặc gõ số."
DONE_PEOPLE_BUTTON = "{count} người"
DONE_PEOPLE_BAD = "Số người từ 1 đến {most}. Anh/chị gõ lại giúp."
DONE_HAMLET = "Lượt này ghi cho xóm nào?"
DONE_SAVED = "Đã ghi lượt hỗ trợ: {hamlet}, {day}, {count} người. Cảm ơn anh/chị."
DONE_SAVED_AGAIN = (
    "Đã ghi lượt hỗ trợ: {hamlet}, {day}, {count} người. Anh/chị vẫn giữ việc cho đến khi xong; trợ lý sẽ nhắc."
)
DONE_NO_VISIT = "Đã ghi nhận. Vai trò của anh/chị không ghi lượt hỗ trợ nên không có lượt nào được ghi. Cảm ơn anh/chị."
DONE_NOT_HOLDER = "Chỉ người đang giữ việc báo xong được. {name} đang giữ."
DONE_NOT_TAKEN = "Việc này chưa ai nhận. Anh/chị bấm “Nhận” trước, rồi báo xong."
TOLD_DONE = "{who} báo đã giúp xong việc “{about}”. Anh/chị thấy thế nào ạ?"
TOLD_REFERRED = "{who} báo việc “{about}” đã chuyển sang nơi khác giải quyết. Lần giúp này anh/chị thấy thế nào ạ?"
TOLD_AGAIN = "{who} báo việc “{about}” còn làm tiếp, sẽ hẹn lại anh/chị. Việc vẫn do {who} giữ."

# --- rating

RATINGS = {5: "Rất tốt", 4: "Tốt", 3: "Được", 2: "Chưa tốt", 1: "Không tốt"}
UNHELPED = "Chưa giúp được"
RATED_THANKS = "Cảm ơn anh/chị đã cho biết. Cần gì nữa anh/chị cứ nhờ."
RATED_LOW_THANKS = "Cảm ơn anh/chị đã nói thật. Vẫn chưa xong thì anh/chị bấm “Chưa giúp được”, trợ lý nhờ người khác."
RATED_ALREADY = "Anh/chị đã cho ý kiến rồi, cảm ơn anh/chị."
RATED_NOT_YET = "Việc này chưa xong nên chưa cần cho ý kiến."
RATED_GOOD = "{who} vừa khen lần giúp “{about}”: {rating}. Cảm ơn anh/chị!"
RATED_OTHER = "{who} đã cho ý kiến về lần giúp “{about}”: {rating}. Cảm ơn anh/chị đã bỏ công giúp bà con."
REOPENED = "Trợ lý đã gửi lại việc này. Đang giữ: {who}, từ {since}."
REOPENED_OLD = "Việc này xong đã lâu. Anh/chị gửi yêu cầu mới giúp nhé."
REOPENED_HOLDER = "Việc “{about}” bà con cần giúp thêm, nên đã chuyển {who} xem tiếp. Cảm ơn anh/chị đã giúp lần đầu."
REOPENED_NOBODY = "Hiện chưa có ai khác nhận được. Anh/chị liên hệ những nơi sau nhé."

# --- talking

TALK_HELPER = "Nhắn với người giúp"
STOP_BUTTON = "Dừng nhắn tin"
TALK_ON = "Từ bây giờ anh/chị gõ gì, trợ lý chuyển cho {who}, và trợ lý không trả lời. Xong thì gõ /thoi."
TALK_ON_OTHER = (
    "{who} muốn nhắn với anh/chị về việc “{about}”. Anh/chị gõ gì, trợ lý chuyển cho người đó. Xong thì gõ /thoi."
)
TALK_ALREADY = "Anh/chị đang nhắn với {who} rồi, cứ gõ tiếp. Xong thì gõ /thoi."
TALK_OTHER_BUSY = "Bên kia đang nhắn về một việc khác. Lát nữa anh/chị bấm lại giúp."
TALK_NOT_TAKEN = "Chưa có người nhận việc này nên chưa nhắn được. Có người nhận là trợ lý báo ngay."
TALK_SAYS = "{who}: {text}"
TALK_OFF = "Đã dừng nhắn tin. Cần hỏi gì, anh/chị cứ gõ cho trợ lý."
TALK_OFF_OTHER = "{who} đã dừng nhắn tin về việc “{about}”. Trợ lý lại trả lời anh/chị như thường."
TALK_OVER = "Hai bên đã thôi nhắn tin; từ giờ anh/chị gõ gì là trợ lý trả lời."
TALK_NONE = "Anh/chị không đang nhắn với ai. Cần hỏi gì thì cứ gõ."
TALK_ONLY_WORDS = "Cái này trợ lý không chuyển được, chỉ chuyển chữ. Anh/chị gõ giúp; xong thì gõ /thoi."
TALK_ONLY_CAPTION = "Ảnh không chuyển được, trợ lý chỉ chuyển dòng chữ kèm theo."
LINE_WHICH = "Dòng này giống một lượt hỗ trợ: “{text}”. Gửi cho bà con hay ghi lượt ạ? Trợ lý chưa gửi, chưa ghi."
LINE_SEND = "Gửi cho bà con"
LINE_LOG = "Ghi lượt"
LINE_SENT = "Đã gửi cho bà con."
LINE_GONE = "Dòng này đã gửi hoặc đã ghi rồi."
LINE_NO_TALK = (
    "Hai bên đã thôi nhắn tin nên dòng này chưa gửi được. "
    "Anh/chị gõ /viec, bấm “Nhắn với bà con” rồi bấm “Gửi cho bà con” lại, hoặc bấm “Ghi lượt”."
)
LINE_LOGGED_IN_TALK = (
    "Anh/chị vẫn đang nhắn với bà con: bấm nút để ghi tiếp; muốn gõ chữ để sửa lượt thì gõ /thoi trước."
)

# --- one's own requests

OWN_TITLE = "Yêu cầu của anh/chị"
OWN_NONE = "Anh/chị chưa nhờ ai việc gì. Cần người giúp thì bấm nút dưới đây."
OWN_LIST = "Yêu cầu của anh/chị:"
OWN_STATES = {"waiting": "đang chờ người nhận", "taken": "đã có người nhận", "done": "đã xong", "cancelled": "đã hủy"}
OWN_ITEM = "{about} – {state}"
OWN_CLOSED = {"done": "Việc này đã xong lúc {at}.", "cancelled": "Yêu cầu này đã hủy lúc {at}."}
OWN_SEE = "Xem yêu cầu"
MORE_BUTTON = "Nhắn thêm"
MORE_ASK = "Anh/chị gõ điều muốn nói thêm, trợ lý ghi vào yêu cầu. Gõ /thoi nếu thôi."
MORE_SAVED = "Đã ghi thêm, người giữ việc sẽ thấy."
MORE_TOLD = "{who} nói thêm về việc “{about}”: «{text}»"
MORE_FULL = "Yêu cầu đã dài, trợ lý không ghi thêm được. Có người nhận thì anh/chị nhắn trực tiếp nhé."
CANCEL = "Hủy yêu cầu"
CANCEL_WHY = "Anh/chị muốn hủy việc “{about}”? Bấm một lý do là hủy luôn."
CANCEL_WHYS = {"tu-lam": "Tự làm được rồi", "da-co": "Có người giúp rồi", "lau-qua": "Chờ lâu quá", "khong-can": "Không cần nữa"}  # fmt: skip
CANCEL_KEEP = "Giữ yêu cầu"
CANCEL_NO_WHY = "Không nêu lý do"
CANCEL_KEPT = "Vâng, yêu cầu vẫn giữ."
CANCELLED = "Đã hủy yêu cầu. Người giữ việc đã được báo. Cần lại thì anh/chị cứ nhờ."
CANCEL_NONE = "Anh/chị không có yêu cầu nào đang chờ."
CANCELLED_TOLD = "{who} đã hủy yêu cầu “{about}”{why}. Không cần làm gì nữa, cảm ơn anh/chị."
CANCELLED_WHY = " ({why})"

HISTORY = {
    Step.OPENED: "gửi yêu cầu",
    Step.ACCEPTED: "{name} nhận",
    Step.PASSED: "{name} chuyển người khác",
    Step.ASKED: "{name} hỏi lại",
    Step.ANSWERED: "anh/chị nói thêm",
    Step.CLIMBED: "chuyển lên trên",
    Step.VISITED: "{name} đã giúp, còn làm tiếp",
    Step.DONE: "{name} báo xong",
    Step.RATED: "anh/chị cho ý kiến",
    Step.REOPENED: "gửi lại vì chưa xong",
    Step.CANCELLED: "hủy",
}
HISTORY_ITEM = "{at}: {what}"

# What people type instead of pressing, without marks.
WORDS_REACH = {
    Reach.CHAT: frozenset({"nhan", "zalo", "telegram"}),
    Reach.CALL: frozenset({"goi", "dien", "phone", "sdt", "alo"}),
    Reach.HOME: frozenset({"nha", "den"}),
}
WORDS_OWN = frozenset({"/yeucau", "yeu cau cua toi", "loi nho cua toi", "xem yeu cau", "xem loi nho", "yeu cau cua tui", "loi nho cua tui"})  # fmt: skip
WORDS_LIST = frozenset({"/viec", "viec dang cho", "viec cho", "xem viec", "danh sach viec", "viec cua toi"})
WORDS_CANCEL = frozenset({"/huyyeucau", "huy yeu cau", "huy loi nho", "thoi khong nho nua", "khong nho nua", "huy nho"})
WORDS_STOP = frozenset({"/thoi", "/dung", "dung nhan tin", "ket thuc", "dung noi chuyen"})
