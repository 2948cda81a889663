// Everything that the page itself says. What the assistant answers comes from the server.

export const TEXTS = {
  asked: "Anh/chị hỏi:",
  answered: "Trợ lý trả lời:",
  choices: "Chọn tiếp",
  working: "Đang trả lời…",
  offline: "Mất kết nối mạng. Tin nhắn vẫn được giữ và sẽ tự gửi lại.",
  waiting: "Máy chủ chưa trả lời. Tin nhắn vẫn được giữ và sẽ tự gửi lại.",
  refused: "Tin nhắn này không gửi được.",
  print: "In",
  copy: "Sao chép",
  copied: "Đã sao chép",
  notCopied: "Không sao chép được",
  newTab: "mở trang khác",
  forget: "Xóa cuộc trò chuyện trên máy này? Sau khi xóa, máy này không xem lại được nữa.",
};
