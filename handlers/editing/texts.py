"""What is said in chat about edits of the content, and the words they are asked for with."""

from handlers.editing.edit import Status

PHRASE_SEEN = "Thêm câu hỏi mẫu cho chủ đề “{title}”: “{text}”.\nAi hỏi như vậy sẽ được trả lời: “{answer}”"
PHRASE_THERE = "Câu này đã có trong chủ đề “{title}”: “{text}”. Không cần thêm nữa."
PHRASE_LENGTH = (
    "Câu hỏi mẫu cần từ 2 từ đến {most} ký tự. Chưa thêm gì; anh/chị gõ lại câu ngắn gọn như bà con hay hỏi."
)
PHRASE_PRIVATE = "Câu hỏi mẫu không được có số riêng của ai. Chưa thêm gì; anh/chị bỏ số đi rồi gõ lại."
PHRASE_WHICH = "Câu “{text}” thuộc chủ đề nào? Không có trong các nút thì gõ: thêm câu hỏi mẫu cho (tên chủ đề): {text}"
PHRASE_GONE = "Trợ lý không còn giữ câu hỏi đó. Anh/chị gõ: thêm câu hỏi mẫu cho (tên chủ đề): (câu hỏi)."

CONTACT_CHANGED = "Sửa trong danh bạ {where}: {name}, từ {before} thành {after}."
CONTACT_ADDED = "Thêm vào danh bạ {where}: {name}: {after}."
CONTACT_SAME = "Danh bạ đã ghi đúng như vậy: {name}: {value}. Không có gì để sửa."
CONTACT_BAD = "“{value}” chưa phải số điện thoại hay địa chỉ trang. Chưa sửa gì; ghi số như 0238 3123456."
CONTACT_NAME = "Tên trong danh bạ cần từ 3 đến {most} ký tự. Chưa sửa gì; anh/chị gõ lại tên ngắn gọn."
CONTACT_WHICH = "Trong danh bạ có nhiều mục gần giống: {names}. Chưa sửa gì; anh/chị gõ lại đủ tên một mục."
NOTHING_YET = "chưa có số"

OFF_SEEN = "Tắt chủ đề “{title}” {where}.\nAi hỏi sẽ đọc: “{reason}”, và được chỉ hỏi {authority}."
ON_SEEN = "Bật lại chủ đề “{title}” {where}: trợ lý trả lời về việc này như trước."
OFF_WHY = "Cần ghi lý do, vì bà con sẽ đọc. Ví dụ: tắt chủ đề {title} vì đang chờ hướng dẫn mới."
OFF_LENGTH = "Lý do cần từ 5 đến {most} ký tự. Chưa tắt gì; anh/chị gõ lại một câu ngắn cho bà con hiểu."
OFF_ALREADY = "Chủ đề “{title}” đang tắt {where} rồi, lý do: “{reason}”. Muốn bật lại thì gõ: bật lại chủ đề {title}."
ON_ALREADY = "Chủ đề “{title}” không tắt {where}. Không có gì để bật lại."

TOPIC_UNKNOWN = "Chưa rõ là chủ đề nào trong các mục của trợ lý. Chưa sửa gì; anh/chị gõ lại tên như trên nút, ví dụ: Đăng ký khai sinh."
TOPIC_WHICH = "Có mấy chủ đề gần giống: {titles}. Chưa sửa gì; anh/chị gõ lại đủ tên một chủ đề."
UNIT_WHICH = "Anh/chị phụ trách nhiều nơi: {communes}. Chưa sửa gì; anh/chị gõ lại, kèm tên xã, phường."
WHERE_ALL = "trên cả tỉnh"
WHERE = "ở {commune}"
BOOK_ALL = "chung của tỉnh"
BOOK = "của {commune}"

GO = {
    Status.READY: "Bấm “Công bố” thì bà con thấy trong vòng một phút.",
    Status.WAITING: "Xã đã chọn phải có người thứ hai duyệt: bấm “Gửi duyệt”, một quản trị khác duyệt xong thì bà con thấy trong vòng một phút.",
    Status.SUGGESTED: "Anh/chị gửi được đề nghị; người quản trị xem rồi mới công bố.",
}
GO_BUTTONS = {Status.READY: "Công bố", Status.WAITING: "Gửi duyệt", Status.SUGGESTED: "Gửi đề nghị"}
LEAVE_BUTTON, UNDO_BUTTON, PHRASE_BUTTON = "Thôi", "Hoàn tác", "Thêm làm câu hỏi mẫu"
DONE = {
    Status.READY: "Đã ghi. Trong vòng một phút nữa là bà con thấy. Muốn lấy lại như cũ, anh/chị gõ “hoàn tác”.",
    Status.WAITING: "Đã gửi, chờ người thứ hai duyệt: {names}. Duyệt xong thì bà con thấy trong vòng một phút. Muốn rút lại, anh/chị gõ “hoàn tác”.",
    Status.SUGGESTED: "Đã chuyển đề nghị cho người quản trị. Trợ lý chưa đổi gì cho tới khi được công bố. Muốn rút lại, anh/chị gõ “hoàn tác”.",
}
DONE_NOBODY = "Đã ghi, nhưng hiện chưa có người thứ hai nào duyệt được nên bà con chưa thấy. Anh/chị mời thêm một quản trị (gõ /moi), người đó vào là nhận được tin để duyệt; hoặc bỏ cách duyệt hai người ở trang quản trị (gõ /quantri), mục Kiến thức, Cách duyệt. Muốn rút lại, gõ “hoàn tác”."
MORE_NAMES = " và {count} người nữa"
NO_NAME = "một quản trị"
LEFT = "Đã thôi, không sửa gì."
CHANGED_SINCE = "Chỗ này vừa được sửa sau khi anh/chị gõ nên chưa ghi gì. Anh/chị gõ lại để xem bản mới."

UNDONE = "Đã rút lại bản sửa ở “{place}”; nó chưa được công bố nên không có gì thay đổi với bà con."
UNDO_SEEN = "Lấy lại như trước bản sửa số {number}: {now} sẽ thành {then}."
NOTHING = "(không có gì)"
UNDO_LATER = "Bản sửa đang được đưa lên. Anh/chị gõ “hoàn tác” lại sau một phút."
UNDO_OVER = "Chỗ này đã được sửa tiếp sau bản của anh/chị nên không lấy lại ở đây được. Xem các bản cũ ở trang quản trị, gõ /quantri."
UNDO_NOTHING = "Không có bản sửa nào của anh/chị để hoàn tác ở đây. Các bản cũ xem ở trang quản trị, gõ /quantri."
UNDO_NOTE = "Hoàn tác bản sửa số {number}"

WORDS_UNDO = frozenset({"hoan tac", "hoan tac ban sua", "hoan tac lai", "rut lai ban sua", "huy ban sua"})
