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
MENU_CLOSED = "{title} (tạm ngừng)"
MENU_BACK = "Về mục chính"
MENU_BUTTON = "Xem các mục"

HELP = (
    "Anh/chị gõ câu hỏi như nói chuyện, không cần dấu cũng được, ví dụ: lam lai can cuoc het bao nhieu tien.",
    "Trả lời xong, bấm nút hoặc gõ số của nút để xem tiếp. Cần người đến giúp thì gõ: nhờ người giúp.",
    "/menu xem các mục · /yeucau việc đã nhờ đến đâu · /dulieu xem những gì trợ lý giữ về mình · /xoa xóa đi.",
)
EMPTY = "Trợ lý chưa thấy câu hỏi. Anh/chị gõ câu hỏi, ví dụ: làm lại căn cước hết bao nhiêu tiền?"
NO_WORDS = "Trợ lý đọc được chữ, chưa hiểu được hình và biểu tượng. Anh/chị gõ câu hỏi giúp nhé."
CUT = "Tin nhắn dài quá nên trợ lý chỉ đọc 2.000 ký tự đầu. Còn gì quan trọng ở phía sau, anh/chị gửi thành tin khác."
OLD_BUTTON = "Nút này đã cũ. Anh/chị chọn lại dưới đây hoặc gõ câu hỏi."

# Each of these has another wording, so that the same is never said twice running.
VOICE_NOT_HEARD = (
    "Trợ lý chưa nghe được tin nhắn thoại này. Anh/chị gõ chữ giúp, hoặc bấm hình micro trên bàn phím rồi nói, máy sẽ ghi thành chữ.",
    "Trợ lý chỉ đọc được chữ nên chưa hiểu tin thoại. Anh/chị gõ vài chữ, không cần dấu, hoặc dùng micro trên bàn phím để nói thành chữ.",
)
PHOTO = (
    "Trợ lý chưa xem được ảnh. Anh/chị đừng gửi ảnh căn cước, giấy tờ cho ai qua mạng. Cần hỏi gì, anh/chị gõ bằng chữ giúp.",
    "Trợ lý chỉ đọc được chữ, không xem được ảnh. Nếu là ảnh giấy tờ, anh/chị nên xóa đi, đừng gửi cho ai qua mạng. Anh/chị gõ câu hỏi bằng chữ nhé.",
)
PHOTO_WITH_WORDS = (
    "Trợ lý không xem được ảnh, chỉ đọc chữ viết kèm. Anh/chị đừng gửi ảnh căn cước, giấy tờ cho ai qua mạng."
)
LOCATION = (
    "Trợ lý chưa cần vị trí của anh/chị. Anh/chị muốn hỏi việc gì? Hỏi nơi nộp thì gõ kèm tên xã, ví dụ: làm căn cước ở đâu, tôi ở xã Đông Lộc.",
    "Trợ lý không dùng vị trí trên bản đồ. Anh/chị gõ tên xã, phường và việc cần hỏi giúp.",
)
CONTACT = (
    "Trợ lý không đọc và không giữ danh thiếp này. Anh/chị đừng gửi số điện thoại của mình hay của người khác ở đây. Cần hỏi gì, anh/chị gõ giúp.",
    "Danh thiếp này không được giữ lại. Anh/chị chỉ cần gõ câu hỏi, đừng gửi tên hay số điện thoại của ai.",
)
OTHERS = {
    "sticker": (
        "Dạ, trợ lý thấy hình của anh/chị rồi. Anh/chị cần hỏi giấy tờ hay thủ tục gì thì gõ nhé.",
        "Cảm ơn anh/chị. Khi cần hỏi việc gì, anh/chị gõ vài chữ là trợ lý trả lời.",
    ),
    "file": (
        "Trợ lý chưa mở được tệp. Anh/chị đừng gửi tệp có giấy tờ của mình cho ai qua mạng. Cần hỏi gì, anh/chị gõ bằng chữ giúp.",
        "Trợ lý chỉ đọc được chữ, không mở được tệp. Nếu là tệp giấy tờ, anh/chị nên xóa đi. Anh/chị gõ câu hỏi bằng chữ nhé.",
    ),
    "video": (
        "Trợ lý chưa xem được video. Anh/chị gõ câu hỏi bằng chữ giúp.",
        "Trợ lý chỉ đọc được chữ, không xem được video. Anh/chị gõ vài chữ là được, không cần dấu.",
    ),
    "link": (
        "Trợ lý không mở đường dẫn. Nếu có ai bảo anh/chị bấm vào hay nhập mã, anh/chị khoan làm theo, gõ lại lời họ nói để trợ lý xem có phải lừa đảo không.",
        "Trợ lý chỉ đọc chữ, không xem được trang trong đường dẫn. Anh/chị gõ điều cần hỏi nhé, và đừng bấm vào đường dẫn lạ.",
    ),
}
# A platform may tell of these without saying where they are.
OTHERS |= {"photo": PHOTO, "voice": VOICE_NOT_HEARD, "location": LOCATION}
OTHERS["gif"] = OTHERS["sticker"]
OTHER = (
    "Trợ lý chỉ đọc được chữ, chưa đọc được loại tin này. Anh/chị gõ câu hỏi giúp nhé.",
    "Tin này trợ lý không đọc được. Anh/chị gõ vài chữ là được, không cần dấu.",
)

HEARD = "Trợ lý nghe được: «{heard}». Đúng không ạ?"
HEARD_RIGHT = "Đúng"
HEARD_WRONG = "Không đúng"
HEARD_TYPE = (
    "Xin lỗi, trợ lý nghe nhầm. Anh/chị gõ chữ giúp, hoặc bấm hình micro trên bàn phím rồi nói, máy sẽ ghi thành chữ."
)

GROUP_PRIVATE = "Hỏi riêng trợ lý"
GROUP_HELLO = (
    "Chào bà con. Hỏi thủ tục gì thì nhắc tên trợ lý rồi gõ câu hỏi; chuyện riêng của mình thì nhắn riêng cho trợ lý."
)
GROUP_HOW = "Bấm vào tên trợ lý, chọn nhắn tin, rồi gõ câu hỏi. Trong đó chỉ có anh/chị và trợ lý."
GROUP_NOT_UNDERSTOOD = (
    "Câu này trợ lý chưa trả lời gọn ở đây được. Anh/chị bấm vào tên trợ lý để nhắn riêng, trợ lý chỉ kỹ hơn."
)
GROUP_BUTTON = "Nút này không dùng trong nhóm. Anh/chị bấm vào tên trợ lý để nhắn riêng."
GROUP_VOICE = "Trong nhóm trợ lý chỉ đọc chữ. Anh/chị gõ câu hỏi, hoặc bấm vào tên trợ lý để nhắn riêng."
GROUP_PAPERS = (
    "Trong nhóm có nhiều người xem: đừng gửi ảnh giấy tờ hay số điện thoại. Anh/chị gõ câu hỏi bằng chữ giúp."
)
GROUP_MASKED = "Trong tin vừa rồi có số hoặc mã riêng tư. Anh/chị xóa tin đó khỏi nhóm ngay, và đừng gửi cho bất kỳ ai."
GROUP_MORE = "Còn nữa. Muốn xem đủ, anh/chị bấm vào tên trợ lý để nhắn riêng."

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
WORDS_HELP = frozenset(
    {
        "tro giup",
        "giup",
        "giup do",
        "huong dan",
        "tro giup toi",
        "giup toi",
        "giup voi",
        "help",
        "/help",
        "/giupdo",
        "/trogiup",
    }
)
WORDS_YES = frozenset(
    {"dung", "dung a", "dung roi", "dung vay", "dung the", "da dung", "da dung roi", "phai", "phai roi", "chinh xac",
     "vang", "da vang", "da", "u", "uh", "um", "ok", "oke", "ok em", "chuan", "dung rui"}
)  # fmt: skip
WORDS_NO = frozenset(
    {"khong", "ko", "hong", "sai", "sai roi", "khong dung", "ko dung", "khong phai", "ko phai", "chua dung", "nham",
     "nham roi", "nghe nham", "nghe nham roi", "da khong", "khong a"}
)  # fmt: skip
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
