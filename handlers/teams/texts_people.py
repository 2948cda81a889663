"""What is said about codes, roles, teams and the people in them."""

from collections.abc import Sequence
from datetime import datetime

from handlers.teams.model import PROVINCE, Role
from knowledge.days import VIETNAM, day_of, show_day

SAMPLE = "Dữ liệu mẫu – không phải số liệu thật"

# --- codes

HAMLET_TEAM = "Chào anh/chị. Trợ lý đã biết anh/chị ở {hamlet}, {commune}. Giúp bà con nơi đây là {team}."
HAMLET_NO_TEAM = (
    "Chào anh/chị. Trợ lý đã biết anh/chị ở {hamlet}, {commune}. Nơi đây chưa có tổ công nghệ số trong danh sách."
)
HAMLET_ASK = (
    "Anh/chị hỏi được về giấy tờ, lệ phí, nơi nộp, VNeID: cứ gõ như nói chuyện, không cần dấu. Đừng gửi mật khẩu, mã xác"
    " thực hay số căn cước cho ai."
)
HAMLET_HELP = "Cần người đến giúp, không mất tiền, thì bấm “Nhờ người đến giúp”."
HAMLET_OLD = (
    "Mã trên tờ này đã được thay bằng mã mới. Anh/chị xem mã ở tờ dán mới hơn; cần hỏi gì thì cứ gõ ngay ở đây."
)
HELP_BUTTON = "Nhờ người đến giúp"

CODE_UNKNOWN = "Không có mã {code}. Anh/chị xem lại từng ký tự rồi gõ lại; vẫn không được thì hỏi người đưa mã."
CODE_SLIP = (
    "“{code}” không phải mã của trợ lý: mã có 6 ký tự, không bao giờ có số 0, 1, 2, 5, 8 và chữ B, I, L, O, S, U, V, Z."
    " Anh/chị nhìn lại rồi gõ lại."
)
CODE_USED = "Mã {code} đã có người dùng rồi; mỗi mã mời chỉ dùng một lần. Anh/chị nhờ người mời gửi mã khác."
CODE_EXPIRED = "Mã {code} đã hết hạn ngày {day}. Anh/chị nhờ người mời gửi mã khác."
CODE_REVOKED = "Mã {code} đã bị người mời hủy. Anh/chị hỏi lại người mời; nếu nhầm, họ gửi mã khác."
LOCKED_WEB = "Trang này đang có quá nhiều mã sai nên tạm chưa nhận mã, để không ai dò được mã của người khác. Mã của anh/chị vẫn còn: anh/chị thử lại sau một giờ, hoặc mở mã bằng Telegram, Zalo."
LOCKED = (
    "Đã có {tries} mã không đúng trong một giờ, nên trợ lý tạm chưa xem mã mời. Sau {time} anh/chị gõ lại mã;"
    " còn hỏi thủ tục thì vẫn hỏi được ngay."
)

# --- an invitation

INVITED_BY = "Người mời: {name}."
MEANS = {
    Role.MEMBER: "Thành viên giúp bà con trong xóm dùng dịch vụ công, VNeID và ghi lại những lượt đã giúp.",
    Role.LEADER: "Tổ trưởng làm như thành viên, xem được việc của cả tổ, mời người vào tổ và cho thôi.",
    Role.COMMUNE_ADMIN: "Quản trị xã lo các tổ trong xã, nhận yêu cầu hỗ trợ mà chưa tổ nào nhận, xem số liệu của xã.",
    Role.PROVINCE_ADMIN: "Quản trị tỉnh lo nội dung trả lời, người quản trị các xã và số liệu chung không có tên người.",
}
ASK_NAME = "Nếu nhận lời, anh/chị gõ họ tên của mình."
ASK_PLANNED = "Nếu đúng là {name}, bấm nút dưới. Nếu không, gõ họ tên của anh/chị."
ASK_KNOWN = "Nếu nhận lời, {name} bấm nút dưới."
JOIN_BUTTON = "Nhận lời"
LATER_BUTTON = "Để sau"
LATER = "Vâng, để sau cũng được. Mã {code} vẫn dùng được đến {until}: khi nào nhận thì gõ lại mã."
LATER_ANY = "Vâng, để sau cũng được. Khi nào nhận thì anh/chị gõ lại mã."
NAME_BAD = "“{text}” chưa phải họ tên: họ tên chỉ có chữ, từ 2 đến 60 ký tự. Lời mời vẫn giữ, anh/chị gõ lại họ tên."
NAME_CHECK = "Anh/chị là {name}, đúng không?"
NAME_YES = "Đúng, nhận lời"
NAME_REMIND = "Lời mời làm {role} vẫn đang chờ. Muốn nhận, anh/chị gõ họ tên."
NAME_REMIND_KNOWN = "Lời mời làm {role} vẫn đang chờ. Muốn nhận thì bấm “{button}”."
NAME_REMIND_SAID = "Lời mời làm {role} vẫn đang chờ. Nếu dòng vừa rồi là họ tên thì bấm “{button}”."
ALREADY = "Anh/chị đang là {role} rồi, không cần nhận nữa. Mã này vẫn để dành cho người khác dùng."
JOINED = "Đã xong. {name} nay là {role}."
HOW_TO_LOG = "Giúp bà con xong, gõ một dòng là ghi được, ví dụ: sáng nay {hamlet} giúp 3 người cài VNeID."
HOW_HELP_COMES = "Bà con {places} nhờ giúp thì trợ lý báo ngay tại đây. Xem việc đang chờ: gõ /viec."
HOW_TO_SEE = "Xem tổ của mình, dùng thêm kênh khác hay rời tổ: gõ /to."
HOW_TO_INVITE = "Mời thêm người vào tổ: gõ /moi. Xem và cho thôi: gõ /to."
HOW_COMMUNE = (
    "Mời tổ trưởng, thành viên các tổ: gõ /moi. Xem danh sách và cho thôi: gõ /to.",
    "Yêu cầu hỗ trợ mà chưa tổ nào nhận sẽ báo tại đây. Xem yêu cầu đang chờ: gõ /viec.",
    "Có thể tự ghi lượt giúp ở mọi xóm trong xã bằng một dòng, ví dụ: hôm nay {hamlet} giúp 3 người cài VNeID.",
)
HOW_PROVINCE = (
    "Mời người quản trị các xã: gõ /moi. Xem danh sách và cho thôi: gõ /to.",
    "Yêu cầu hỗ trợ mà cả xã không ai nhận sẽ báo tại đây. Xem yêu cầu đang chờ: gõ /viec.",
)
TAKEN_BY = "{name} đã nhận lời mời, nay là {role}."

# --- inviting

INVITE_WHAT = "Anh/chị mời ai?"
INVITE_TEAM = "Mời {role} của tổ nào?"
INVITE_COMMUNE = "Mời người quản trị của xã, phường nào?"
INVITE_NO_TEAM = "{commune} chưa có tổ nào trong danh sách. Cán bộ máy chủ nhập danh sách tổ trước, rồi mới mời được."
INVITE_NO_COMMUNE = "Chưa có xã, phường nào trong danh sách. Cán bộ máy chủ nhập danh sách trước, rồi mới mời được."
INVITE_MEMBER = "Thành viên một tổ"
INVITE_LEADER = "Tổ trưởng một tổ"
INVITE_ADMIN = "Quản trị một xã, phường"
INVITE_NOT_YOU = "Mời người vào tổ là việc của tổ trưởng và quản trị xã. Anh/chị nhờ tổ trưởng mời giúp."
INVITE_NO_ROLE = (
    "Lệnh này dành cho người trong tổ công nghệ số. Nếu được mời vào tổ, anh/chị gõ mã 6 ký tự mà người mời đưa."
)
INVITED_TITLE = "Mã mời: {code}"
INVITED = "Mời {role}. Dùng một lần, đến {until}."
INVITED_HOW = "Đưa mã này cho đúng người được mời. Họ nhắn mã cho trợ lý trên kênh nào cũng được, rồi bấm nhận lời."
INVITED_LINK = "Hoặc gửi đường dẫn"
REVOKE_BUTTON = "Hủy mã này"
MORE_BUTTON = "Mời người nữa"
REVOKED = "Đã hủy mã {code}. Không ai dùng được mã này nữa."
REVOKED_BEFORE = "Mã {code} đã hủy từ trước."
REVOKE_USED = "Mã {code} đã có người dùng nên không hủy được nữa. Xem người trong danh sách: gõ /to."
NOT_YOURS = "Việc này không thuộc quyền của anh/chị. Xem mình làm được gì: gõ /to."
NOT_HERE = "Ở cửa sổ thử này không lưu gì nên không lấy mã được."

# --- who is in it

MINE = "Anh/chị là:"
MINE_REACH = "{role} (giúp bà con {places})"
MINE_ONLY = "Danh sách người trong tổ do tổ trưởng và quản trị xã xem. Của anh/chị thì đây:"
TEAM_OF_RESIDENT = "Giúp bà con {hamlet}, {commune} là {team}."
NO_TEAM_OF_RESIDENT = "Trợ lý chưa biết anh/chị ở xóm nào. Anh/chị gõ mã 6 ký tự in trên tờ dán ở nhà văn hóa xóm."
NO_ROLE = "Anh/chị chưa giữ vai trò nào trong tổ công nghệ số. Nếu được mời, anh/chị gõ mã 6 ký tự mà người mời đưa."
PEOPLE_BUTTON = "Danh sách người ({count})"
OPEN_BUTTON = "Mã mời đang mở ({count})"
INVITE_BUTTON = "Mời thêm người"
LINK_BUTTON = "Dùng thêm kênh khác"
LEAVE_BUTTON = "Rời tổ"
LEAVE_ROLE_BUTTON = "Thôi vai trò"
PEOPLE_TITLE = "Danh sách người ({count})"
PERSON_LINE = "{name} – {role}, từ {day}"
PEOPLE_NONE = "Chưa có ai nhận vai trò. Mời người: gõ /moi."
END_BUTTON = "Cho thôi: {name}"
NEXT_BUTTON = "Xem tiếp…"
FIRST_BUTTON = "Về đầu danh sách"
OPEN_TITLE = "Mã mời đang mở ({count})"
OPEN_LINE = "{code} – {role}{name}, đến {until}"
OPEN_NONE = "Không có mã mời nào đang mở."
OPEN_REVOKE = "Hủy {code}"

# --- ending

END_CHECK = "Cho {name} thôi làm {role}? Những lượt đã ghi vẫn giữ nguyên."
END_YES = "Đồng ý cho thôi"
END_HOLDS = (
    "{name} đang giữ {count} yêu cầu hỗ trợ chưa xong. Chuyển cho người khác trước (gõ /viec), rồi mới cho thôi."
)
END_GONE = "Người này không còn trong danh sách mà anh/chị lo, có thể đã thôi từ trước. Xem lại: gõ /to."
END_SELF = "Đây là vai trò của chính anh/chị. Muốn thôi thì gõ /roi."
ENDED = "{name} đã thôi làm {role}. Những lượt đã ghi vẫn giữ nguyên."
ENDED_NOTICE = (
    "Từ nay anh/chị thôi làm {role}; người cho thôi là {by}. Những lượt anh/chị đã ghi vẫn giữ nguyên. Nếu là nhầm lẫn,"
    " anh/chị hỏi lại {by}."
)
KEEP_BUTTON = "Không, giữ lại"
KEPT = "Vâng, vẫn giữ như cũ."
LEAVE_WHICH = "Anh/chị thôi vai trò nào?"
LEAVE_CHECK = "Anh/chị thôi làm {role}? Những lượt đã ghi vẫn giữ nguyên; sau này muốn vào lại thì cần mã mời mới."
LEAVE_DRAFT = "Lượt đang ghi dở chưa lưu sẽ không lưu được nữa: nên lưu trước."
LEAVE_YES = "Đồng ý thôi"
LEAVE_HOLDS = "Anh/chị đang giữ {count} yêu cầu hỗ trợ chưa xong:"
LEAVE_HOLDS_NEXT = "Làm xong hoặc chuyển cho người khác (gõ /viec), rồi gõ lại /roi. Vai trò vẫn giữ nguyên."
REQUEST_LINE = "{place}: {what}, từ {day}"
REQUEST_NO_PLACE = "chưa rõ xóm"
REQUEST_NO_WORDS = "nhờ giúp"
LEFT = "Anh/chị đã thôi làm {role}. Cảm ơn anh/chị đã giúp bà con. Những lượt đã ghi vẫn giữ nguyên."
LEFT_STILL = "Anh/chị vẫn hỏi trợ lý được như mọi người."
LEFT_NOTICE = "{name} đã tự thôi làm {role}. Những lượt đã ghi vẫn giữ nguyên."
LEFT_BEFORE = "Vai trò này anh/chị đã thôi từ trước."

# --- what people type, without marks

WORDS_TEAM = frozenset(
    {"/to", "to cua toi", "to cua tui", "to cua minh", "xem to", "to toi", "to tui", "vai tro cua toi", "vai tro cua tui",
     "toi la ai trong to"}
)  # fmt: skip
WORDS_PEOPLE = frozenset(
    {"ai trong to", "trong to co ai", "trong to co nhung ai", "to co ai", "to co nhung ai", "to co may nguoi",
     "danh sach to", "danh sach thanh vien", "nguoi trong to", "thanh vien trong to", "ai o trong to",
     "trong to tui co ai", "to tui co ai", "to toi co ai", "danh sach nguoi"}
)  # fmt: skip
WORDS_OPEN = frozenset({"ma moi", "cac ma moi", "ma moi dang mo", "xem ma moi", "danh sach ma moi"})
WORDS_INVITE = frozenset(
    {"/moi", "moi thanh vien", "moi nguoi vao to", "them thanh vien", "them nguoi vao to", "moi vao to",
     "moi to truong", "moi them nguoi", "moi them thanh vien", "lay ma moi", "tao ma moi"}
)  # fmt: skip
WORDS_LEAVE = frozenset(
    {"/roi", "roi to", "toi muon roi to", "tui muon roi to", "xin roi to", "ra khoi to", "thoi vai tro", "nghi to",
     "xin thoi lam to truong", "xin thoi lam thanh vien", "roi khoi to"}
)  # fmt: skip
WORDS_ACCEPT = frozenset(
    {"nhan", "nhan loi", "nhan loi moi", "dong y", "toi nhan", "tui nhan", "co", "da co", "dong y nhan"}
)
WORDS_LATER = frozenset(
    {"de sau", "thoi", "de sau nhe", "chua", "khong nhan", "tu choi", "thoi de sau", "khong dong y"}
)

_LONG_TEAM, _SHORT_TEAM = "Tổ công nghệ số cộng đồng ", "Tổ "
_ROLES = {Role.MEMBER: "thành viên", Role.LEADER: "tổ trưởng"}


def short_team(name: str) -> str:
    """A team's name where there is little room."""
    return name.replace(_LONG_TEAM, _SHORT_TEAM)


def role_name(role: Role) -> str:
    """A role in a team, in running text."""
    return _ROLES[role]


def role_at(role: Role, team: str | None, commune: str | None) -> str:
    """A role and where it is held, in running text: `thành viên Tổ Xóm 4, xã Minh Hợp`."""
    if role is Role.PROVINCE_ADMIN:
        return f"quản trị tỉnh {PROVINCE}"
    if role is Role.COMMUNE_ADMIN:
        return f"quản trị {commune}"
    where = [part for part in (short_team(team or ""), commune) if part]
    # A commune's own team has the commune in its name.
    if len(where) == 2 and where[1] in where[0]:
        where.pop()
    return f"{_ROLES[role]} {', '.join(where)}"


def capital(text: str) -> str:
    """The text at the beginning of a line."""
    return text[:1].upper() + text[1:]


def places(names: Sequence[str], most: int = 4) -> str:
    """Some hamlets in running text; many by their number."""
    return ", ".join(names) if len(names) <= most else f"{len(names)} xóm"


def in_line(name: str) -> str:
    """A hamlet's name within a sentence: `xóm 4`."""
    return name[:1].lower() + name[1:]


def until(instant: datetime) -> str:
    """The end of a time, as people read it: `10:00 ngày 28/11/2026`."""
    return f"{clock(instant)} ngày {show_day(day_of(instant))}"


def clock(instant: datetime) -> str:
    """The time of the day in Vietnam: `9:05`."""
    local = instant.astimezone(VIETNAM)
    return f"{local.hour}:{local.minute:02d}"


# --- below the help for everybody

HELP_TEAM = (
    "Ghi lượt hỗ trợ thì gõ một dòng như nói: sáng nay xóm 4 giúp 12 người cài VNeID. Hoặc: /ghi ghi từng bước"
    " · /luot lượt gần đây · /giup hỏi giúp bà con · /hoc bài học · /nhac giờ nhắc."
)
HELP_PEOPLE = "/viec yêu cầu hỗ trợ của bà con · /to vai trò và tổ của mình{more} · /roi thôi vai trò."
HELP_INVITE = " · /moi mời người"
HELP_ADMIN = "/thongbao gửi thông báo cho các tổ · /caidat giờ nhận việc của xã · số liệu thì gõ như nói: tuần này xóm nào chưa ai đến?"
