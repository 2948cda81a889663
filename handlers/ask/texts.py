"""Everything that asking says to residents, in one place."""

from knowledge.mask import Secret
from knowledge.topic import Facet, Kind

WELCOME = (
    "Chào anh/chị. Trợ lý giúp hỏi về 25 dịch vụ công thiết yếu và VNeID: giấy tờ, lệ phí, nơi nộp, cách làm trên mạng.",
    "Cứ gõ như nói chuyện, không cần dấu cũng được. Hoặc chọn một mục dưới đây.",
)
MENU_AGAIN = "Anh/chị chọn một mục, hoặc gõ câu hỏi."
MENU_GROUP = "{group}: anh/chị cần hỏi việc nào?"
MENU_MORE = "Mục khác…"
MENU_BACK = "Về mục chính"
MENU_BUTTON = "Xem các mục"

EMPTY = "Trợ lý chưa thấy câu hỏi. Anh/chị gõ câu hỏi, ví dụ: làm lại căn cước hết bao nhiêu tiền?"
NO_WORDS = "Trợ lý đọc được chữ, chưa hiểu được hình và biểu tượng. Anh/chị gõ câu hỏi giúp nhé."
CUT = "Tin nhắn dài quá nên trợ lý chỉ đọc 2.000 ký tự đầu. Còn gì quan trọng ở phía sau, anh/chị gửi thành tin khác."
OLD_BUTTON = "Nút này đã cũ. Anh/chị chọn lại dưới đây hoặc gõ câu hỏi."

MASKED_NAMES = {
    Secret.CITIZEN: "số giấy tờ",
    Secret.PHONE: "số điện thoại",
    Secret.CARD: "số thẻ, số tài khoản",
    Secret.CODE: "mã xác thực",
    Secret.PASSWORD: "mật khẩu",
}
MASKED = "Trợ lý đã che {what} trong tin nhắn. Anh/chị đừng gửi những thứ này cho bất kỳ ai trên mạng, kể cả người xưng là cán bộ."

CHOOSE = "Anh/chị đang hỏi việc nào?"
CHOOSE_NONE = "Việc khác"
NOT_THIS_CASE = "Chưa có câu trả lời riêng cho đúng trường hợp này. Quy định chung là:"
SECOND_QUESTION = "Về câu hỏi còn lại ({title}):"
NEXT = "Việc cần làm: {next}"
CORRECTION = "Lưu ý: {holds}"

OUTSIDE = "Trợ lý chưa có thông tin về việc này: {name}."
OUTSIDE_RELATED = "Gần với việc đó, trợ lý giúp được các mục dưới đây."
UNRELATED = (
    "Việc này nằm ngoài những gì trợ lý biết. Trợ lý chỉ giúp về dịch vụ công và VNeID.",
    "Chuyện này trợ lý không rành. Anh/chị cần hỏi giấy tờ, thủ tục nào thì trợ lý giúp được.",
    "Trợ lý chỉ biết về thủ tục, giấy tờ và VNeID. Anh/chị thử hỏi một thủ tục xem sao.",
)
FALLBACKS = (
    "Trợ lý chưa hiểu câu này. Anh/chị nói rõ tên giấy tờ hoặc việc cần làm giúp, ví dụ: đăng ký tạm trú cần giấy gì.",
    "Câu này trợ lý vẫn chưa có câu trả lời, đã ghi lại để cán bộ bổ sung. Anh/chị thử chọn một mục dưới đây.",
    "Trợ lý chưa giúp được câu này. Anh/chị hỏi trực tiếp người ở gần hoặc gọi các số sau.",
    "Trợ lý vẫn chưa rõ. Anh/chị thử gõ ngắn hơn, mỗi lần một việc.",
)

FACETS = {
    Facet.WHAT: "Là gì",
    Facet.WHO: "Ai làm, ai được",
    Facet.WHERE: "Nộp ở đâu",
    Facet.DOCUMENTS: "Cần giấy tờ gì",
    Facet.STEPS_ONLINE: "Cách làm trên mạng",
    Facet.FEE: "Hết bao nhiêu tiền",
    Facet.TIME: "Bao lâu xong",
    Facet.RESULT: "Nhận kết quả",
    Facet.VALIDITY: "Dùng được đến khi nào",
    Facet.PENALTY: "Có bị phạt không",
    Facet.PITFALLS: "Hay vướng ở đâu",
    Facet.SPECIAL_CASES: "Trường hợp riêng",
    Facet.LEGAL: "Căn cứ pháp luật",
    Facet.OVERVIEW: "Tóm tắt",
}
MORE = "Xem thêm ({count})"
ALL_FACETS = "Hỏi phần khác"
MORE_FACETS = "Phần khác nữa…"
ALL_FACETS_ASK = "{title}: anh/chị muốn biết phần nào?"
CHECKLIST = "Giấy tờ cho trường hợp của tôi"
CHECKLIST_SUM = "Tính số tiền nhà tôi"
PERSON = "Gặp người giúp"
HELPED = "Giúp được rồi"
NOT_HELPED = "Chưa giúp được"

HELPED_THANKS = "Mừng là giúp được anh/chị. Cần hỏi gì nữa thì cứ gõ."
HELPED_WHY = "Xin lỗi anh/chị. Vướng ở chỗ nào ạ?"
REASONS = {
    "khac-y": "Không đúng điều tôi hỏi",
    "kho-hieu": "Khó hiểu quá",
    "thieu": "Còn thiếu",
    "sai": "Thông tin bị sai",
    "can-nguoi": "Tôi cần người giúp",
}
REASON_THANKS = {
    "khac-y": "Cảm ơn anh/chị. Anh/chị thử gõ lại bằng cách khác, hoặc chọn phần khác dưới đây.",
    "kho-hieu": "Cảm ơn anh/chị đã nói. Trợ lý đã ghi lại để viết dễ hiểu hơn. Có thể nhờ người ở gần giải thích thêm.",
    "thieu": "Cảm ơn anh/chị. Trợ lý đã ghi lại để bổ sung. Anh/chị xem thêm các phần khác dưới đây.",
    "sai": "Cảm ơn anh/chị đã báo. Cán bộ sẽ kiểm tra lại câu này. Trước khi đi làm thủ tục, anh/chị hỏi lại cơ quan giải quyết cho chắc.",
    "can-nguoi": "Anh/chị liên hệ những nơi sau nhé.",
}

PERSON_INTRO = "Anh/chị có thể nhờ giúp trực tiếp:"
PERSON_LOCAL = (
    "Tổ công nghệ số cộng đồng ở xóm (hỏi trưởng xóm hoặc đoàn thanh niên): giúp tận nơi, không lấy tiền.",
    "Trung tâm Phục vụ hành chính công xã, phường: hướng dẫn và nộp hồ sơ tại chỗ.",
)
PERSON_AUTHORITY = "Cơ quan giải quyết: {authority}."
PERSON_POLICE = "Công an xã, phường: căn cước, cư trú, VNeID, xe máy."
UNCONFIRMED = "(số chờ xác nhận)"

CHECKLIST_STEP = "{title} – câu {number}: {ask}"
CHECKLIST_NUMBER = "Gõ một số từ {low} đến {high}."
CHECKLIST_BAD_NUMBER = "Cần một số từ {low} đến {high}. Các câu đã trả lời vẫn còn."
CHECKLIST_RESUME = "Mình làm tiếp danh sách giấy tờ nhé."
CHECKLIST_BACK = "Quay lại"
CHECKLIST_RESTART = "Làm lại từ đầu"
CHECKLIST_LEAVE = "Thôi, để sau"
CHECKLIST_LEFT = "Đã dừng danh sách. Khi cần, anh/chị hỏi lại là làm được."
CHECKLIST_DAY = "Theo quy định áp dụng ngày {day}."
CHECKLIST_CASE = "Trường hợp: {answers}."
CHECKLIST_NONE = "Chưa có danh sách giấy tờ cho việc này."
KINDS = {
    Kind.PAPER: "Giấy tờ",
    Kind.FEE: "Tiền phải nộp",
    Kind.TIME: "Thời gian",
    Kind.WHERE: "Nơi nộp",
    Kind.STEP: "Cách làm",
    Kind.NOTE: "Lưu ý",
}

# What people type instead of pressing, without marks.
WORDS_MENU = frozenset(
    {"menu", "trang chu", "muc luc", "xem cac muc", "danh muc", "bat dau", "start", "/start", "/menu", "ve muc chinh"}
)
WORDS_BACK = frozenset({"quay lai", "lui lai", "cau truoc", "tro lai"})
WORDS_RESTART = frozenset({"lam lai", "lam lai tu dau", "bat dau lai"})
WORDS_LEAVE = frozenset({"thoat", "thoi", "dung", "huy", "thoi de sau", "de sau", "khong lam nua"})
WORDS_NUMBER = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "lam": 5,
    "nham": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
WORDS_TENS = frozenset({"muoi", "chuc"})
WORDS_ORDINAL = {
    "dau tien": 1,
    "thu nhat": 1,
    "dau": 1,
    "thu hai": 2,
    "thu ba": 3,
    "thu tu": 4,
    "cuoi": -1,
    "cuoi cung": -1,
}
