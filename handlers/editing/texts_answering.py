"""What whoever asked is told when the answer appears."""

TOLD = "{day} anh/chị hỏi: “{question}”. Lúc đó trợ lý chưa trả lời được, nay đã có câu trả lời:"
DAY = "Hôm {day}/{month}"
TODAY = "Hôm nay"
