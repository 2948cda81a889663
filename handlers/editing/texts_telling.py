"""What people are told about edits by itself: those who approve, and those whose edits they are."""

# --- what an edit changes

ADDED = "Thêm: {after}"
REMOVED = "Bỏ: {before}"
CHANGED = "Đang là: {before}\nSẽ thành: {after}"
ANSWERED = "Ai hỏi như vậy sẽ được trả lời: “{answer}”"
OTHERS = "Ngoài ra còn khác ở: {what}. Phần này không hiện hết ở đây, anh/chị xem trên trang quản trị trước khi quyết."
WITH = "Kèm theo: {what}. Phần này không hiện hết ở đây, anh/chị xem trên trang quản trị trước khi quyết."
WHERE = "Áp dụng ở: {where}"
PROVINCE = "cả tỉnh"
KEY = "phần khác"
KEYS = {
    "source": "nguồn",
    "sources": "nguồn",
    "article": "điều khoản",
    "from": "ngày bắt đầu",
    "until": "ngày hết hạn",
    "asks": "câu hỏi",
    "text": "câu trả lời",
    "next": "việc cần làm tiếp",
    "change": "lời báo trước",
    "confidence": "mức chắc chắn",
    "unit": "nơi áp dụng",
    "name": "tên",
    "title": "tên",
    "value": "số, địa chỉ",
    "kind": "loại",
    "confirm": "dấu chờ xác nhận",
    "topic": "chủ đề",
    "replaces": "câu được thay",
    "facet": "phần",
    "phrases": "câu hỏi mẫu",
    "statements": "câu trả lời",
    "summary": "tóm tắt",
    "authority": "cơ quan giải quyết",
    "review_by": "ngày đọc lại",
    "link": "trang làm thủ tục",
    "topics": "chủ đề trong nhóm",
    "related": "việc liên quan",
    "belief": "điều hay tưởng nhầm",
    "words": "từ nhận ra",
}

# --- to whoever approves

SOMEBODY = "Người soạn"
WAITS_TITLE = "Bản sửa số {number} chờ anh/chị duyệt"
WAITS = "{author} gửi: {place}."
WHY = "Vì sao sửa: {note}"
SEE = "Xem trên trang quản trị"
SEE_HOW = "Chưa vào trang quản trị thì gõ /quantri để lấy liên kết."
APPROVE_BUTTON, REFUSE_BUTTON, LEAVE_BUTTON = "Duyệt", "Không duyệt", "Thôi"
MANY_WAIT_TITLE = "{count} bản sửa chờ anh/chị duyệt"
MANY_WAIT = "{author} gửi {count} bản sửa:"
MANY_MORE = "và {count} bản nữa"
MANY_HOW = "Xem và duyệt ở trang quản trị (gõ /quantri), mục Kiến thức, Bản sửa đang mở."

APPROVED = "Đã duyệt bản sửa số {number}. Trong vòng một phút nữa là bà con thấy; {author} sẽ được báo."
REFUSE_WHY = "Vì sao chưa duyệt bản sửa số {number}? Anh/chị gõ một câu, {author} sẽ đọc để biết phải sửa gì."
REFUSE_WHY_AGAIN = "Cần lý do bằng vài chữ, ví dụ “số điện thoại này đã cũ”. Bản sửa vẫn đang chờ."
REFUSED = "Đã trả lại bản sửa số {number} cho {author}, kèm lý do: “{reason}”. Nội dung bà con đang thấy không đổi."
REFUSE_LEFT = "Bản sửa số {number} vẫn đang chờ duyệt."
LET_GO = "Bản sửa số {number} chưa bị trả lại, vẫn đang chờ duyệt."

GONE = "Bản sửa này không còn, hoặc anh/chị không còn quyền duyệt. Các bản đang mở xem ở trang quản trị, gõ /quantri."
OWN = "Bản sửa số {number} do chính anh/chị soạn hoặc gửi nên cần một người khác duyệt."
IS_LIVE = "Bản sửa số {number} đã được duyệt rồi, bà con đang thấy."
IS_READY = "Bản sửa số {number} đã được duyệt rồi, trong vòng một phút nữa là bà con thấy."
IS_LIVE_BY = "{name} đã duyệt bản sửa số {number} rồi, bà con đang thấy."
IS_READY_BY = "{name} đã duyệt bản sửa số {number} rồi, trong vòng một phút nữa là bà con thấy."
IS_WITHDRAWN = "{author} đã rút lại bản sửa số {number}, không cần duyệt nữa."
IS_REFUSED = "{name} đã trả lại bản sửa số {number} rồi, lý do: “{reason}”."
IS_DRAFT = "Bản sửa số {number} đang được sửa lại nên chưa duyệt được. Khi gửi lại, anh/chị sẽ nhận tin mới."
IS_ANOTHER = "Bản sửa số {number} đã được sửa rồi gửi lại sau tin đó. Bản mới đây:"
CHANGED_SINCE = "Chỗ này đã được người khác sửa sau khi bản sửa số {number} được gửi, nên chưa duyệt được. Anh/chị bấm “Không duyệt” và ghi lý do đó, để {author} xem bản mới rồi gửi lại."

# --- to whose it is

LIVE = "Bà con đang thấy bản sửa số {number} của anh/chị: {place}."
LIVE_APPROVED = "{name} đã duyệt."
LIVE_SUGGESTED = "Đề nghị của anh/chị đã được đăng, bà con đang thấy: {place}. Cảm ơn anh/chị!"
LIVE_UNDO = "Muốn lấy lại như cũ, anh/chị gõ “hoàn tác”."
MANY_LIVE = "Bà con đang thấy {count} bản sửa của anh/chị:"
ACCEPTED = "{name} đã nhận đề nghị của anh/chị: {place}. Khi bà con thấy, trợ lý báo lại."
MANY_ACCEPTED = "{name} đã nhận {count} đề nghị của anh/chị:"
WHO_REFUSED = "Người quản trị"
TURNED_DOWN = "{name} chưa duyệt bản sửa số {number} của anh/chị: {place}."
TURNED_DOWN_SUGGESTION = "{name} chưa nhận đề nghị của anh/chị: {place}."
REASON = "Lý do: “{reason}”."
NO_REASON = "Người duyệt không ghi lý do."
TURNED_DOWN_NEXT = "Nội dung bà con đang thấy không đổi. Bản của anh/chị còn trong Lịch sử ở trang quản trị (gõ /quantri); sửa theo lý do trên rồi gửi bản mới."
TURNED_DOWN_NEXT_SUGGESTION = "Nội dung bà con đang thấy không đổi. Anh/chị có ý khác thì cứ gõ lại ở đây."
MANY_TURNED_DOWN = "{name} chưa duyệt {count} bản sửa của anh/chị:"

FAILED = "Bản sửa số {number} của anh/chị chưa đăng được: {place}."
FAILED_OTHER = "Bản sửa số {number} của {author} chưa đăng được, sau khi anh/chị đã duyệt hoặc gửi đăng: {place}."
FAILED_WHY = "Máy soát thấy: {fault}"
FAILED_KEPT = "Bà con vẫn thấy nội dung cũ. Bản sửa còn nguyên, thành bản nháp số {number}."
FAILED_MEND = "Anh/chị sửa ở trang quản trị (gõ /quantri), mục Kiến thức, Bản sửa đang mở, rồi gửi đăng lại."
FAILED_MEND_CHAT = "Hoặc sửa ngay tại đây: gõ “hoàn tác” để bỏ bản này, rồi gõ lại cho đúng."
FAILED_TOLD = "{author} đã được báo để sửa."
MANY_FAILED = "{count} bản sửa của anh/chị chưa đăng được:"
MANY_FAILED_OTHER = "{count} bản sửa của {author} chưa đăng được:"

# --- suggestions

DIGEST_TITLE = "Đề nghị sửa nội dung"
DIGEST = "Có {count} đề nghị mới chờ anh/chị xem:"
DIGEST_ITEM = "{author}: {place}"
DIGEST_HOW = (
    "Xem rồi nhận hoặc từ chối ở trang quản trị (gõ /quantri), mục Kiến thức, Bản sửa đang mở. Người gửi sẽ được báo."
)
