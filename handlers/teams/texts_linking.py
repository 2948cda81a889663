"""What is said about one person's accounts on several channels."""

from handlers.message import Channel

CHANNELS = {
    Channel.WEB: "trang web",
    Channel.CONSOLE: "cửa sổ lệnh",
    Channel.TELEGRAM: "Telegram",
    Channel.ZALO_OA: "Zalo",
    Channel.ZALO_BOT: "Zalo Bot",
}

TITLE = "Mã liên kết: {code}"
HOW = (
    "Mở trợ lý trên kênh kia (Zalo, Telegram hoặc trang web) của chính anh/chị rồi gõ mã này, trước {time}. Gõ xong,"
    " trợ lý sẽ hỏi lại anh/chị tại đây."
)
WARNING = "Đừng đưa mã cho ai: người gõ mã sẽ được coi là anh/chị."
STOP_BUTTON = "Thôi, hủy mã"

TYPED = "Mã {code}. Trợ lý đang hỏi lại ở {channel}: anh/chị mở {channel}, thấy đúng mã {code} thì bấm “Đúng, là tôi”."
TYPED_WARNING = "Nếu mã này do người khác đưa cho anh/chị thì bấm “Không liên kết”."
REFUSE_BUTTON = "Không liên kết"
ASIDE = "Ở đây anh/chị đang là {role}. Liên kết xong, vai trò này tạm nghỉ cho đến khi gỡ liên kết."

CONFIRM = "Vừa có người gõ mã liên kết {code} trên {channel}. Có phải chính anh/chị không?"
CONFIRM_ASIDE = "Bên {channel} đang giữ vai trò {role}: vai trò đó sẽ tạm nghỉ cho đến khi gỡ liên kết."
YES_BUTTON = "Đúng, là tôi"
NO_BUTTON = "Không phải tôi"

LINKED = "Đã liên kết với {channel}. Từ nay nhắn ở nơi nào cũng là anh/chị: vai trò và việc nhờ giúp dùng chung."
LINKED_UNDO = "Muốn tách ra, gõ /golienket."
REFUSED = "Đã từ chối. Hai kênh không liên kết và mã {code} không dùng được nữa."
REFUSED_THERE = (
    "Người giữ mã {code} ở {channel} nói không phải mình, nên không liên kết. Nếu nhầm, lấy mã mới bằng /lienket."
)
WITHDRAWN = "Vâng, không liên kết. Ở đây không có gì thay đổi."
STOPPED = "Đã hủy mã {code}. Không ai dùng được mã này nữa."

SAME_ACCOUNT = "Mã {code} lấy từ chính nơi này. Anh/chị gõ mã ở kênh kia, không phải ở đây."
LINKED_ALREADY = "Hai nơi này đã liên kết rồi. Muốn tách ra, gõ /golienket."
EXPIRED = "Mã liên kết {code} đã hết hạn (chỉ giữ 10 phút). Ở kênh kia, gõ /lienket để lấy mã mới."
USED = "Mã liên kết {code} đã dùng rồi. Cần liên kết nữa thì ở kênh kia gõ /lienket để lấy mã mới."
REVOKED = "Mã liên kết {code} đã hủy. Ở kênh kia, gõ /lienket để lấy mã mới."
TOO_LATE = "Mã {code} đã hết hạn hoặc đã dùng, nên chưa liên kết. Gõ /lienket để làm lại từ đầu."

NOT_LINKED = "Ở đây chưa liên kết với kênh nào. Muốn liên kết thì gõ /lienket."
WHICH = "Anh/chị tách kênh nào ra?"
UNLINK_CHECK = "Tách {channel} ra? Sau đó nơi ấy không còn dùng chung vai trò và việc nhờ giúp với nơi khác."
UNLINK_HERE = "{channel} – nơi đang nhắn –"
UNLINK_YES = "Đồng ý tách"
KEEP_BUTTON = "Không, giữ lại"
UNLINKED = "Đã tách {channel} ra. Cần liên kết lại thì gõ /lienket."
UNLINKED_THERE = "Nơi này đã được tách khỏi {channel}. Cần liên kết lại thì gõ /lienket."
UNLINK_BUTTON = "Gỡ liên kết"
OTHERS = "Đang dùng chung với: {channels}."

WORDS_LINK = frozenset({"/lienket", "lien ket kenh", "lien ket hai kenh", "lien ket kenh khac", "dung them kenh khac"})
WORDS_UNLINK = frozenset({"/golienket", "go lien ket kenh", "tach kenh", "huy lien ket kenh", "bo lien ket kenh"})
