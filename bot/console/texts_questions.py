"""What the pages of questions without an answer say, but what stands in their templates."""

from dataclasses import dataclass

from handlers.editing.edit import Status


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the lists: its address, its tab, what stands above it and in its place when it is empty."""

    path: str
    label: str
    title: str
    caption: str
    note: str
    empty: str


WAITING = Shown(
    "/cau-hoi",
    "Cần xử lý",
    "Câu hỏi chưa trả lời",
    "Câu hỏi giống nhau được gộp lại; mỗi cuộc trò chuyện tính một người hỏi",
    "Số giấy tờ, điện thoại và mật khẩu đã được che. Bấm vào câu hỏi để thêm câu trả lời; trả lời được rồi thì trợ lý báo cho người đã hỏi.",
    "Không còn câu hỏi nào chờ trả lời.",
)
REFUSED = Shown(
    "/cau-hoi/ngoai",
    "Ngoài phạm vi",
    "Câu hỏi ngoài phạm vi",
    "Câu hỏi trợ lý đã nói rõ là việc của nơi khác",
    "Trợ lý đã gọi đúng tên việc và chỉ nơi giải quyết. Việc nào bà con hỏi nhiều thì nên cân nhắc viết thành chủ đề.",
    "Chưa có câu hỏi nào ngoài phạm vi.",
)
IGNORED = Shown(
    "/cau-hoi/bo-qua",
    "Đã bỏ qua",
    "Câu hỏi đã bỏ qua",
    "Câu hỏi không cần trả lời, kèm lý do",
    "Câu hỏi lại đúng như vậy cũng được bỏ qua. Bấm vào câu hỏi để đưa lại vào danh sách.",
    "Chưa bỏ qua câu hỏi nào.",
)
TABS = (WAITING, REFUSED, IGNORED)

TITLE = "“{question}”"
NO_TOPIC = "chưa rõ chủ đề"
NO_PLACE = "chưa rõ nơi"
WHYS = {
    "unknown": "Trợ lý không hiểu",
    "no_statement": "Đúng chủ đề, thiếu câu trả lời cho trường hợp này",
    "not_helped": "Bà con báo câu trả lời chưa giúp được",
    "outside": "Ngoài phạm vi",
}
OPEN = "Chưa xử lý"
STILL = "Đã đăng câu mẫu nhưng trợ lý vẫn chưa trả lời được"
IN_DRAFT = "Có bản sửa số {numbers}, chưa đăng"
IGNORED_FOR = "Bỏ qua: {reason}"

PHRASE = "Đã thêm câu hỏi mẫu (bản sửa số {number})."
STATEMENT = "Đã tạo câu trả lời mới (bản sửa số {number})."
OUTSIDE = "Đã đánh dấu ngoài phạm vi (bản sửa số {number})."
STATES = {
    Status.SUGGESTED: "Phần này của tỉnh, nên bản sửa là lời đề nghị; quản trị tỉnh sẽ xem.",
    Status.DRAFT: "Đang là bản nháp, bà con chưa thấy.",
    Status.WAITING: "Đang chờ người thứ hai duyệt.",
    Status.READY: "Đã gửi đăng; dựng xong trong khoảng 20 giây thì bà con thấy.",
    Status.PUBLISHED: "Đã đăng.",
    Status.DROPPED: "Đã bỏ.",
}
IGNORED_NOW = "Đã bỏ qua {count} lượt hỏi. Xem lại hoặc lấy lại ở thẻ “Đã bỏ qua”."
BACK = "Đã đưa {count} lượt hỏi về danh sách cần xử lý."
