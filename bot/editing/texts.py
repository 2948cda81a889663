"""What is said about edits, wherever they are made."""

NOT_ALLOWED = "Anh/chị chưa có quyền sửa phần này. Xã sửa được danh bạ, câu riêng và câu hỏi mẫu của xã mình; phần khác là của tỉnh."
NOT_APPROVER = "Bản sửa này cần một người khác duyệt, hoặc đã được duyệt rồi. Anh/chị tải lại trang để xem."
CHANGED_SINCE = "Chỗ này đã được người khác sửa sau khi anh/chị bắt đầu. Bản của anh/chị vẫn còn; anh/chị mở lại, so hai bản rồi gửi lại."
CHANGED_SINCE_SENT = "Chỗ này đã được sửa tiếp sau khi bản sửa được gửi, nên chưa duyệt được. Anh/chị từ chối kèm lý do đó, để người soạn xem bản mới rồi gửi lại."
RESTORES = "Khôi phục như trước bản sửa số {number}"
FAILED = "Máy chưa dựng được nội dung mới. Bản sửa vẫn còn; anh/chị thử lại sau ít phút, nếu vẫn vậy thì báo người quản trị máy."
