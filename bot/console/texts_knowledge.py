"""What the pages about knowledge say, but what stands in their templates."""

from handlers.editing.edit import Status
from knowledge.topic import Confidence

YES = "có"
TITLE = "Kiến thức"
TABS = (
    ("/kien-thuc", "Chủ đề"),
    ("/kien-thuc/danh-ba", "Danh bạ"),
    ("/kien-thuc/rieng", "Câu riêng của xã"),
    ("/kien-thuc/ngoai", "Ngoài phạm vi"),
    ("/kien-thuc/tu-dien", "Từ điển"),
    ("/kien-thuc/ban-sua", "Bản sửa đang mở"),
    ("/kien-thuc/lich-su", "Lịch sử"),
    ("/kien-thuc/tep", "Tệp Excel, YAML"),
    ("/kien-thuc/cach-duyet", "Cách duyệt"),
)

# --- fields -----------------------------------------------------------------------------------------------------------

NEEDED = "Cần điền “{label}”."
TOO_LONG = "“{label}” dài {length} ký tự, nhiều nhất là {most}. Xin rút gọn hoặc tách làm hai."
NO_DAY = "“{text}” ở ô “{label}” chưa phải ngày. Ghi như 21/11/2026."
NO_CHOICE = "Ô “{label}” cần chọn trong danh sách."
NOT_AMONG = "“{text}” không có trong danh sách của ô “{label}”. Có thể ghi: {known}."
DAYS_CROSSED = "“Đến hết ngày” phải sau “Từ ngày”."
URL = "Địa chỉ trang phải bắt đầu bằng https://."
YAML_FAULT = "Dòng {line}: {message}"
YAML_EMPTY = "Ô này đang trống. Muốn bỏ hẳn phần này thì bấm “Bỏ mục này”."
EITHER = "Chọn một trong hai: thay một câu đã có, hoặc thêm câu mới vào một phần (kèm câu hỏi nó trả lời)."
NOT_OF_TOPIC = "Câu được thay không thuộc chủ đề đã chọn."
KEPT = "Chưa lưu. Những gì đã gõ vẫn còn dưới đây."
SAME = "Không có gì khác với bản đang dùng nên không lưu bản sửa nào."
TAKEN = "Đã có mục tên như vậy. Xin đổi tên."
NEW_SOURCE = "+ Nguồn mới (điền bên dưới)"
NEW = "+"

HINT_FROM = "Ngày đầu tiên câu này đúng, nếu biết."
HINT_UNTIL = "Hết ngày này trợ lý tự thôi nói."
HINT_NEXT = "Để trống thì dùng việc cần làm chung của chủ đề."
HINT_SOURCE = "Tên ngắn của văn bản, ví dụ “Luật Cư trú 2020”."
HINT_CHECKED = "Để trống nếu chưa ai đọc văn bản gốc; khi đó câu trả lời không được nêu con số."
HINT_TEXT = "Câu trả lời thẳng trước: được hay không, bao nhiêu, ở đâu. Lời bà con dùng hằng ngày."
HINT_LIST = "Một dòng dẫn, rồi mỗi giấy tờ hay mỗi bước một dòng bắt đầu bằng “- ” hoặc “1. ”."
HINT_ASKS = "Một câu hỏi ngắn theo lời bà con."
HINT_SURE = "Chưa chắc thì câu trả lời không được nêu con số."
HINT_CHANGE = "Một câu được nói trước một tháng. Để trống thì trợ lý tự nói ngày."
HINT_PHRASE = "Giữ nguyên lời bà con, kể cả không dấu hay tiếng địa phương. Không ghi số riêng của ai."
HINT_HOLDS = "Một dòng: trước đây thế nào, nay thế nào."
HINT_LINES = "Mỗi dòng một câu hay một cụm từ."
HINT_FACETS = "Mỗi dòng một phần, ví dụ “Cần giấy tờ gì”. Để trống thì chỉ nhắc khi bà con dùng những chữ trên."
HINT_VALUE = "Ví dụ 0238 3123456. Để trống thì trợ lý chưa hiện mục này."
HINT_REPLACES = "Câu chung được thay ở nơi này."
HINT_SUMMARY = "Là gì, ai giải quyết, làm thế nào, hết bao nhiêu tiền hay bao lâu."
HINT_LEXICON = "Viết không dấu, đúng như cách máy so chữ."
HINT_YAML = "Phần này chưa có biểu mẫu riêng nên sửa dạng YAML: thụt đầu dòng bằng dấu cách, ngày ghi 2026-11-21."

CONFIDENCES = (
    (Confidence.HIGH.value, "Chắc chắn"),
    (Confidence.MEDIUM.value, "Khá chắc"),
    (Confidence.LOW.value, "Chưa chắc"),
)
CONTACT_KINDS = (
    ("local", "Nơi ở địa phương"),
    ("hotline", "Tổng đài"),
    ("web", "Trang mạng"),
    ("emergency", "Khẩn cấp"),
)
PROVINCE_PLACE = "cả tỉnh Nghệ An"
WHOLE_TOPIC = "Cả chủ đề (giới thiệu chung)"

KINDS = {
    "statement": "câu trả lời",
    "source": "nguồn",
    "phrase": "câu hỏi mẫu",
    "correction": "điều hay tưởng nhầm",
    "off": "tạm tắt chủ đề",
    "contact": "mục danh bạ",
    "override": "câu riêng của xã",
    "outside": "việc ngoài phạm vi",
    "title": "tên chủ đề",
    "summary": "tóm tắt",
    "next": "việc cần làm tiếp",
    "authority": "cơ quan giải quyết",
    "review_by": "ngày đọc lại",
    "link": "trang làm thủ tục",
    "words": "các cách nói",
    "rule": "mục từ điển",
    "yaml": "phần này",
}
EDIT_TITLE = "Sửa {kind}"
NEW_TITLE = "Thêm {kind}"
BAD_ID = "Mục này cần tên bằng chữ để đặt mã."
KEY_LABEL = "Chữ được gõ"

# --- places in words --------------------------------------------------------------------------------------------------

FILES = {
    "contacts.yaml": "Danh bạ",
    "overrides.yaml": "Câu riêng của xã",
    "outside.yaml": "Ngoài phạm vi",
    "groups.yaml": "Danh mục",
    "smalltalk.yaml": "Lời chào hỏi",
    "unrelated.yaml": "Chuyện ngoài lề",
    "lexicon/abbreviations.yaml": "Từ điển: viết tắt",
    "lexicon/dialect.yaml": "Từ điển: tiếng địa phương",
    "lexicon/concepts.yaml": "Từ điển: cách gọi khác",
    "lexicon/facet-cues.yaml": "Từ điển: dấu hiệu của phần hỏi",
    "lexicon/asking.yaml": "Từ điển: chữ để hỏi",
    "lexicon/activities.yaml": "Từ điển: việc của tổ",
}
PARTS = {
    "statements": "câu trả lời",
    "sources": "nguồn",
    "phrases": "câu hỏi mẫu",
    "corrections": "điều hay tưởng nhầm",
    "checklist": "danh sách giấy tờ theo trường hợp",
    "off": "tạm tắt",
    "forms": "mẫu đơn",
    "to_confirm": "điều cần xác minh",
    "title": "tên",
    "summary": "tóm tắt",
    "next": "việc cần làm tiếp",
    "authority": "cơ quan giải quyết",
    "link": "trang làm thủ tục",
    "review_by": "ngày đọc lại",
    "not_applicable": "phần không có",
    "group": "nhóm",
    "questions": "câu hỏi",
    "items": "mục",
    "plain": "thường",
    "marked": "có dấu",
}

# --- drafts -----------------------------------------------------------------------------------------------------------

STATES = {
    Status.SUGGESTED: "Đề nghị",
    Status.DRAFT: "Bản nháp",
    Status.WAITING: "Chờ người thứ hai duyệt",
    Status.READY: "Đang chờ dựng",
    Status.PUBLISHED: "Đã đăng",
    Status.DROPPED: "Đã bỏ",
}
BADGES = {Status.SUGGESTED: "warn", Status.WAITING: "warn", Status.READY: "taken", Status.DROPPED: "off"}
DRAFT_TITLE = "Bản sửa số {number}"
DRAFTS_TITLE = "{count} bản sửa cùng lúc"
SAVED = "Đã lưu bản sửa số {number}. Bà con chưa thấy gì thay đổi."
SUGGESTED = "Phần này của tỉnh, nên bản sửa số {number} là lời đề nghị; quản trị tỉnh sẽ xem."
SENT = {
    Status.READY: "Đã gửi đăng.",
    Status.WAITING: "Đã gửi. Một người khác duyệt xong thì bà con mới thấy.",
    Status.SUGGESTED: "Phần này của tỉnh, nên đây là lời đề nghị; quản trị tỉnh sẽ xem.",
}
APPROVED = "Đã duyệt."
DROPPED = "Đã bỏ. Nội dung đang dùng không thay đổi."
ADOPTED = "Đã nhận lời đề nghị thành bản nháp. Xem trước rồi đăng như bản của anh/chị."
RESTORING = "Đây là bản nháp đưa lại nội dung cũ. Xem trước rồi đăng thì bà con mới thấy."
PREVIEW_FIRST = "Cần xem trước ảnh hưởng xong, không còn lỗi nào, thì mới đăng được. Chưa gửi gì."
REASON_NEEDED = "Cần lý do bằng vài chữ, để người soạn biết phải sửa gì. Chưa từ chối."
STAGES = {
    "write": "Đang ghép bản sửa vào nội dung",
    "check": "Đang soát lỗi",
    "build": "Đang dựng để trợ lý hiểu câu hỏi",
    "compare": "Đang hỏi thử các câu đã biết",
    "done": "Xong",
}
STAGE_ORDER = tuple(STAGES)
MAY_NOT = "Anh/chị xem được nhưng không đăng được bản sửa này."
NONE_CHOSEN = "Chưa chọn bản sửa nào."
CLOSED = "Bản sửa này không còn mở nên không làm gì được nữa. Tải lại trang để xem."
NO_ANSWER = "không trả lời được"

# --- second person ----------------------------------------------------------------------------------------------------

SECOND_ON = "Từ nay bản sửa của {place} phải có người thứ hai duyệt rồi mới đăng."
SECOND_OFF = "Từ nay bản sửa của {place} được đăng ngay khi người soạn bấm Xuất bản."
NOBODY_ELSE = "Chưa bật được: chưa có người thứ hai nào duyệt được bản sửa của {place}. Mời thêm một quản trị ở mục “Mã mời” trước."

# --- files ------------------------------------------------------------------------------------------------------------

NO_FILE = "Chưa chọn tệp nào."
BAD_FILE = "“{name}” không phải tệp Excel (.xlsx) hay tệp nén YAML (.zip) đã tải từ trang này. Chưa ghi gì."
BAD_ZIP = (
    "Tệp nén này không đọc được hoặc quá lớn. Chưa ghi gì; anh/chị tải lại tệp YAML từ trang này rồi sửa trong đó."
)
IMPORTED = "Đã nhập {name}: {counts}. Bà con chưa thấy gì thay đổi; xem trước rồi đăng."
COUNTED = {
    Status.DRAFT: "{count} bản nháp",
    Status.SUGGESTED: "{count} lời đề nghị",
    Status.WAITING: "{count} bản chờ duyệt",
    Status.READY: "{count} bản chờ đăng",
}
