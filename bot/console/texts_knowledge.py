"""What the pages about knowledge say, but what stands in their templates."""

from handlers.ask.texts import KINDS as KINDS_OF_ITEMS
from handlers.editing.edit import Status
from knowledge.check import PHRASES_AT_LEAST
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
NO_NUMBER = "“{text}” ở ô “{label}” phải là số nguyên, ví dụ 3."
NO_CHOICE = "Ô “{label}” cần chọn trong danh sách."
NOT_AMONG = "“{text}” không có trong danh sách của ô “{label}”. Có thể ghi: {known}."
DAYS_CROSSED = "“Đến hết ngày” phải sau “Từ ngày”."
URL = "Địa chỉ trang phải bắt đầu bằng https://."
YAML_FAULT = "Dòng {line}: {message}"
YAML_EMPTY = "Ô này đang trống. Muốn bỏ hẳn phần này thì bấm “Bỏ mục này”."
EITHER = "Chọn một trong hai: thay một câu đã có, hoặc thêm câu mới vào một phần (kèm câu hỏi nó trả lời)."
NOT_OF_TOPIC = "Câu được thay không thuộc chủ đề đã chọn."
KEPT = "Chưa lưu. Những gì đã gõ vẫn còn dưới đây."
MOVED_HERE = "Trong lúc anh/chị gõ, người khác đã đổi chỗ này. Anh/chị xem bản của họ, rồi lưu lần nữa nếu bản của mình đúng hơn."
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
HINT_ASK = "Một câu ngắn để bà con bấm chọn, ví dụ “Bé sinh ở đâu?”."
HINT_NUMBER = "Chỉ điền khi bà con trả lời bằng một con số, ví dụ từ 1 đến 15. Khi đó để trống các lựa chọn ở dưới."
HINT_ITEM = "Một giấy tờ, một khoản tiền hay một việc; lời bà con dùng hằng ngày."
HINT_CHECKLIST = "Bà con thấy ở đầu danh sách, ví dụ “Giấy tờ khai sinh cho bé của anh/chị”."
HINT_TITLE = "Tên việc như ghi trên nút bấm, ví dụ “Cấp giấy phép xây dựng”."
HINT_PHRASES = f"Mỗi dòng một câu, ít nhất {PHRASES_AT_LEAST} câu, đúng lời bà con: có dấu, không dấu, tiếng địa phương, cách gọi khác. Trợ lý học từ những câu này."
HINT_NEXT_TOPIC = "Bà con làm gì tiếp theo, một câu."
HINT_AUTHORITY = "Nơi quyết định việc này hiện nay, ví dụ “UBND xã, phường”."
HINT_LINK = "Ví dụ “Cổng Dịch vụ công quốc gia”."
HINT_REVIEW = "Đến ngày này trợ lý nhắc cán bộ đọc lại chủ đề."
HINT_CONFIRM = "Điều chưa tra được hoặc hai nguồn nói khác nhau. Bà con không thấy phần này."
HINT_FORMS = "Mỗi dòng một mẫu: mã, dấu hai chấm, tên. Ví dụ “CT01: Tờ khai thay đổi thông tin cư trú”."
HINT_YAML = "Phần này chưa có biểu mẫu riêng nên sửa dạng YAML: thụt đầu dòng bằng dấu cách, ngày ghi 2026-11-21."

CONFIDENCES = (
    (Confidence.HIGH.value, "Chắc chắn"),
    (Confidence.MEDIUM.value, "Khá chắc"),
    (Confidence.LOW.value, "Chưa chắc"),
)
ITEM_KINDS = tuple((kind.value, words) for kind, words in KINDS_OF_ITEMS.items())
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
    "group": "nhóm trên danh mục",
    "forms": "mẫu đơn, tờ khai",
    "to_confirm": "điều cần xác minh",
    "question": "câu hỏi của danh sách",
    "item": "mục của danh sách",
    "checklist-title": "tên danh sách",
    "topic": "chủ đề",
    "words": "các cách nói",
    "rule": "mục từ điển",
    "yaml": "phần này",
}
EDIT_TITLE = "Sửa {kind}"
NEW_TITLE = "Thêm {kind}"
BAD_ID = "Mục này cần tên bằng chữ để đặt mã."
KEY_LABEL = "Chữ được gõ"

# --- checklists -------------------------------------------------------------------------------------------------------

CHECKLIST_TITLE = "Danh sách giấy tờ: {topic}"
FIRST_TITLE = "Giấy tờ {topic}"
ONE_CONDITION = "“{ask}” là {choices}"
OR, AND = " hoặc ", ", và "
NAMED_QUESTION, NAMED_ITEM = "câu hỏi “{words}”", "mục “{words}”"
QUESTION_USED = "Chưa bỏ được câu hỏi “{words}”: {users} đang dựa vào nó. Anh/chị sửa những chỗ đó trước."
CHOICE_USED = "Chưa bỏ được lựa chọn “{words}”: {users} đang dựa vào nó. Anh/chị sửa những chỗ đó trước."
MOVE_USED = "Chưa chuyển được: {words} phải hỏi sau câu mà nó dựa vào. Anh/chị bỏ điều kiện đó trước."
CHOICES_OR_NUMBER = "Cần ít nhất hai lựa chọn; hoặc để trống hết lựa chọn rồi điền số nhỏ nhất và số lớn nhất."
NUMBERS_CROSSED = "“Số lớn nhất” phải lớn hơn “Số nhỏ nhất”."
CHOICE_TWICE = "Lựa chọn “{words}” ghi hai lần."
CHOICE_TOO_LONG = "Lựa chọn “{words}…” dài {length} ký tự, nhiều nhất là {most}, để vừa nút bấm."
KEPT_IN = "Đã lưu vào bản sửa số {number}. Bà con chưa thấy gì thay đổi."
KEPT_SUGGESTED = "Đã ghi vào lời đề nghị số {number}; quản trị tỉnh sẽ xem."
PIECES = {
    "title": "Tên danh sách",
    "ask": "Câu hỏi",
    "item": "Mục",
    "order-questions": "Thứ tự câu hỏi",
    "order-items": "Thứ tự các mục",
}
PIECE_SOURCE, PIECE_NUMBER = "Nguồn: {source}", "Trả lời bằng số từ {low} đến {high}"
PIECE_ASKED, PIECE_WHEN = "Chỉ hỏi khi {conditions}", "Chỉ khi {conditions}"
PIECE_FROM, PIECE_UNTIL, PIECE_SUM = "Từ ngày {day}", "Đến hết ngày {day}", "Có phép tính số tiền (sửa trong tệp YAML)"

# --- new topics -------------------------------------------------------------------------------------------------------

NEW_TOPIC = "Chủ đề mới"
TITLE_TAKEN = "Đã có chủ đề “{title}”. Anh/chị thêm câu trả lời vào chủ đề đó, hoặc đặt tên khác."
FEW_PHRASES = "Mới có {count} cách hỏi; cần ít nhất {least} để trợ lý nhận ra. Thêm vài câu đúng lời bà con."
PHRASE_TAKEN = "“{text}” đã là câu hỏi mẫu của “{title}”. Bỏ câu này, hoặc viết cách khác."
TOO_LONG_PHRASE = "Cách hỏi “{text}…” dài {length} ký tự, nhiều nhất là {most}."
NUMBERS_UNREAD = "Câu trả lời có số ({numbers}) mà nguồn chưa ghi ngày đối chiếu. Điền “Đã đối chiếu ngày” nếu đã đọc văn bản, hoặc bỏ số đi."
AMOUNT_UNSOURCED = "“{amount}” có trong “{label}” mà không có trong câu trả lời, nên không có nguồn. Ghi cùng số tiền ở câu trả lời, hoặc bỏ đi."
TOPIC_NOTE = "Chủ đề mới từ câu hỏi chưa trả lời được"
BAD_FORM_LINE = "“{text}” cần có mã, dấu hai chấm rồi tên. Ví dụ “CT01: Tờ khai thay đổi thông tin cư trú”."

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
TAKES_SHIPPED = "Lấy bản gốc mới thay bản sửa số {number}"
TAKING_SHIPPED = "Đây là bản nháp lấy nội dung của bản cài mới. Xem trước rồi đăng thì bà con mới thấy."
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
NOBODY_APPROVES = "Hiện chưa có người thứ hai nào duyệt được: mời thêm một quản trị ở mục “Mã mời”, hoặc bỏ cách duyệt hai người ở mục “Cách duyệt”."
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
