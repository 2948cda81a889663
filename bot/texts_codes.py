"""Everything that is said about codes: on the command line, on posters, and on the page that a code opens."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot import texts
from handlers.teams.codes import Code, CodeKind, spaced
from handlers.teams.model import PROVINCE, Removed
from handlers.teams.rows import ROLES
from knowledge.days import VIETNAM, show_day

# --- Commands --------------------------------------------------------------------------------------------------------

INVITE_HELP = "Mời người vào tổ bằng mã dùng một lần; xem, thu hồi lời mời. Làm được cả khi đang chạy."
ROLE_HELP = "Vai trò: tổ-trưởng, thành-viên, quản-trị-xã, quản-trị-tỉnh (không dấu cũng được)."
COMMUNE_HELP = "Xã, phường (tên cũ cũng được)."
TEAM_HELP = "Tên tổ."
HAMLET_HELP = "Thôn, xóm: tổ đang lo nơi này."
NAME_HELP = "Họ tên người được mời, nếu biết."
DAYS_HELP = "Mã dùng được bao nhiêu ngày (1–90)."
PLANNED_HELP = "Mời một lượt mọi người trong danh sách đã nhập mà chưa vào và chưa có mã."
XLSX_HELP = "Cùng --planned: ghi các mã vào tệp Excel mới để phát."
LIST_HELP = "Xem các lời mời còn dùng được."
REVOKE_HELP = "Thu hồi một mã: lời mời, hoặc mã của thôn xóm trên áp phích."
POSTER_HELP = "Áp phích A4 để in (PDF), mỗi thôn xóm một trang, có mã và mã QR. Không ghi đè tệp nào."
POSTER_COMMUNE_HELP = "Chỉ xã, phường này (tên cũ cũng được)."
POSTER_HAMLET_HELP = "Chỉ thôn, xóm này."
RENEW_HELP = "Làm mã mới; mã cũ trên áp phích đã treo hết dùng được."

BUSY = "Dữ liệu đang được nơi khác thay đổi. Hãy đợi một lát rồi làm lại."
ONE_OF = "mỗi lần chỉ làm một việc: --role, --planned, --list hoặc --revoke MÃ."
ROLE_MISSING = "Thiếu --role: ghi tổ-trưởng, thành-viên, quản-trị-xã hoặc quản-trị-tỉnh. Mời cả danh sách: --planned"
XLSX_ALONE = "--xlsx chỉ dùng cùng --planned."
NOT_WITH_PROVINCE = "Quản trị tỉnh không thuộc xã hay tổ nào: bỏ --commune, --team, --hamlet rồi làm lại."
NOT_WITH_ADMIN = "Quản trị xã không thuộc tổ nào: bỏ --team, --hamlet rồi làm lại."
TEAM_OR_HAMLET = "chỉ dùng một trong hai: --team hoặc --hamlet."
COMMUNE_NEEDED = "Thiếu --commune: ghi xã, phường của quản trị xã, ví dụ --commune “Minh Hợp”."
TEAM_NEEDED = "Thiếu --team (tên tổ) hoặc --hamlet (thôn, xóm của tổ). Xem các tổ: troly teams show --commune “TÊN XÃ”"
NOTHING_PLANNED = "Ai trong danh sách cũng đã vào hoặc đang có lời mời. Xem: troly invite --list"
NO_INVITATIONS = "Không có lời mời nào còn dùng được."
XLSX_SHEET = "Lời mời"
XLSX_HEADS = ("Xã/phường", "Tổ", "Họ tên", "Vai trò", "Mã mời", "Dùng đến", "Đường dẫn")
TYPE_CODE = "nhắn mã này cho trợ lý trên Zalo, Telegram hoặc trang trò chuyện"


def unknown_role(role: str) -> str:
    """A word that is no role."""
    return f"Không rõ vai trò “{role}”. Ghi tổ-trưởng, thành-viên, quản-trị-xã hoặc quản-trị-tỉnh."


def unknown_commune(fault: str) -> str:
    """What is wrong with a commune's name (handlers/teams/places.py), as a sentence."""
    return fault[:1].upper() + fault[1:]


def unknown_place(kind: str, name: str, near: Sequence[str], commune: str | None) -> str:
    """A team (`tổ`) or hamlet (`thôn, xóm`) that isn't on record."""
    where = f" ở {commune}" if commune else ""
    if near:
        return f"Không có {kind} “{name}”{where}. Có phải {', '.join(f'“{one}”' for one in near)}?"
    return f"Không có {kind} “{name}”{where}. Xem những gì đã có: troly teams show"


def several_places(kind: str, name: str, communes: Sequence[str]) -> str:
    """A name that is in more than one commune."""
    return f"Có {kind} “{name}” ở nhiều xã ({', '.join(communes)}). Thêm --commune để chỉ rõ xã nào."


def no_team(hamlet: str, commune: str) -> str:
    """Nobody serves a hamlet."""
    return f"{hamlet}, {commune} chưa có tổ nào lo. Nhập tổ bằng: troly teams import TỆP"


def clock_and_day(instant: datetime) -> str:
    """An instant in Vietnam: `10:00 ngày 28/11/2026`."""
    local = instant.astimezone(VIETNAM)
    return f"{local:%H:%M} ngày {show_day(local.date())}"


def whose(code: Code) -> str:
    """Whom an invitation is for: role, name where known, team and unit."""
    role = ROLES[code.role] if code.role else ""
    parts = (role, code.name, code.team_name or "", code.commune or f"tỉnh {PROVINCE}")
    return ", ".join(part for part in parts if part)


def invited(code: Code, link: str | None) -> list[str]:
    """A new invitation."""
    until = clock_and_day(code.expires) if code.expires else ""
    way = f"Mở {link} trên điện thoại của người được mời, hoặc {TYPE_CODE}." if link else f"Người được mời {TYPE_CODE}."
    return [f"Mã mời: {spaced(code.code)}", f"Dành cho: {whose(code)}.", f"Dùng một lần, đến {until}.", way]


def listed(code: Code) -> str:
    """An open invitation in a line."""
    return f"{spaced(code.code)} · {whose(code)} · đến {clock_and_day(code.expires)}" if code.expires else code.code


def many_invited(count: int, path: Path | None) -> str:
    """The last line of inviting everybody on the list."""
    if path:
        return f"Đã làm {count} lời mời, ghi vào {path}. Tệp chứa mã còn dùng được: phát tận tay, xong thì xóa."
    return f"Đã làm {count} lời mời."


def no_code(text: str) -> str:
    """Something that isn't a code."""
    return f"“{text}” không phải mã: mã có 6 chữ và số, như K7M 3PX. Xem: troly invite --list"


def code_missing(code: str) -> str:
    """A code that isn't on record."""
    return f"Không có mã {spaced(code)}. Xem các lời mời còn dùng được: troly invite --list"


def code_over(code: Code, now: datetime) -> str:
    """A code that does nothing any more."""
    if code.used:
        return f"Mã {spaced(code.code)} đã dùng lúc {clock_and_day(code.used)} nên không thu hồi được. Muốn người đó thôi vai trò thì gỡ trong trò chuyện: nhắn /to"
    if code.revoked:
        return f"Mã {spaced(code.code)} đã thu hồi từ {clock_and_day(code.revoked)}."
    return f"Mã {spaced(code.code)} đã hết hạn lúc {clock_and_day(code.expires or now)}, không cần thu hồi."


def revoked(code: Code) -> str:
    """A code was revoked."""
    if code.kind is CodeKind.HAMLET and code.hamlet:
        return f"Đã thu hồi mã {spaced(code.code)} của {code.hamlet.name}, {code.hamlet.commune}. Áp phích mang mã này không dùng được nữa; in bản mới bằng: troly poster"
    return f"Đã thu hồi lời mời {spaced(code.code)} ({whose(code)})."


def wrong_ending(path: Path, ending: str) -> str:
    """A file that would be named as another kind."""
    return f"Tệp này phải có đuôi {ending}: đặt tên như {path.with_suffix(ending)}."


def file_exists(path: Path) -> str:
    """Nothing is written over."""
    return f"{path} đã có; hãy chọn tên khác."


# --- Posters, the command --------------------------------------------------------------------------------------------

POSTER_NOWHERE = (
    "Chưa biết người dân tìm trợ lý ở đâu nên chưa làm áp phích. Đặt TROLY_PUBLIC_URL (để có mã QR), hoặc địa chỉ của kênh:"
    " TROLY_TELEGRAM_USERNAME, TROLY_ZALO_OA_LINK, TROLY_ZALO_BOT_LINK."
)
POSTER_NO_QR = "Chưa đặt TROLY_PUBLIC_URL nên áp phích không có mã QR, chỉ có mã bằng chữ."
POSTER_NO_HAMLETS = "Chưa có thôn, xóm nào. Nhập danh sách bằng: troly teams import TỆP"
POSTER_LOOPBACK = (
    "Lưu ý: TROLY_PUBLIC_URL là máy này ({address}) nên mã QR chỉ mở được trên máy này; đừng treo bản in này."
)


def poster_teamless(hamlets: Sequence[str]) -> str:
    """Hamlets that no team serves."""
    named = ", ".join(hamlets[:5]) + (f" và {len(hamlets) - 5} nơi khác" if len(hamlets) > 5 else "")
    return f"Lưu ý: chưa có tổ nào lo {named}. Nhập tổ trước khi treo: troly teams import TỆP"


def poster_progress(done: int, total: int) -> str:
    """How far a long file has come."""
    return f"Đang làm trang {done}/{total}…"


def poster_done(path: Path, pages: int, made: int, renewed: bool) -> str:
    """A file of posters was written."""
    new = f", {made} mã mới" if made else ""
    old = " Mã cũ trên các áp phích đã treo hết dùng được." if renewed else ""
    return f"Đã ghi {pages} trang vào {path}{new}.{old} In khổ A4, không cần màu."


# --- Posters, the paper ----------------------------------------------------------------------------------------------

POSTER_NAME = texts.NAME
POSTER_TEAM = "Tổ công nghệ số cộng đồng"
POSTER_ASK = "Hỏi giấy tờ, nhờ người giúp?"
POSTER_SCAN = "Quét bằng máy ảnh điện thoại hoặc Zalo"
POSTER_TYPE = "Nhắn mã này"
POSTER_FOR = (
    "Hỏi giấy tờ, lệ phí, nơi nộp: trả lời ngay.",
    "Nhờ người của tổ đến tận nơi giúp.",
    "Biết ai đang giúp, việc tới đâu.",
)
POSTER_FREE = "Tổ giúp miễn phí."
POSTER_NEVER = "Không bao giờ hỏi mật khẩu hay mã OTP."
SAMPLE = "DỮ LIỆU MẪU"


def poster_or_type(home: str) -> str:
    """For whoever can't scan: above the code."""
    return f"Không quét được? Vào {home} rồi gõ mã này:"


def poster_signed(channels: Sequence[str]) -> str:
    """The last line: whose it is, and where else to find it."""
    return f"{POSTER_NAME} · có trên {', '.join(channels)}" if channels else POSTER_NAME


def poster_to(channel: str) -> str:
    """Where to type the code: before the address of a channel."""
    return f"cho trợ lý trên {channel}:"


# --- The page of a code ----------------------------------------------------------------------------------------------

PAGE_CHAT = "Trò chuyện ngay tại đây"
PAGE_COPY = "Sao chép mã"
PAGE_COPIED = "Đã sao chép mã"
PAGE_NOT_COPIED = "Chưa sao chép được, anh/chị chép tay giúp"
PAGE_CODE = "Mã của anh/chị"
PAGE_OWN_CODE = "Mã của xóm"
PAGE_CARE = "Trợ lý và tổ giúp miễn phí, không bao giờ hỏi số căn cước, mật khẩu hay mã OTP."
PAGE_HOW = "Chọn một nơi để bắt đầu:"
PAGE_HOME = "Vào trang trò chuyện"
PAGE_INVITATION = "Lời mời tham gia {team}"
PAGE_INVITATION_TEXT = (
    "Lời mời dành cho một người và dùng một lần. Mở trang này chưa nhận lời: trợ lý sẽ hỏi lại trước."
)
PAGE_HAMLET_TEXT = "Hỏi giấy tờ, lệ phí, cách nộp qua mạng; cần thì nhờ người đến giúp tận nơi."
PAGE_SAMPLE = "Dữ liệu mẫu – tổ này đặt ra để thử, không có thật."

PAGE_UNKNOWN = (
    "Không có mã này",
    "Có thể gõ nhầm một chữ, hoặc áp phích đã cũ. Anh/chị xem lại mã, hoặc vẫn hỏi trợ lý được như thường.",
)
PAGE_USED = (
    "Lời mời này đã có người nhận",
    "Mỗi lời mời chỉ dùng một lần. Nếu người nhận không phải anh/chị, hãy báo người đã gửi lời mời để được mã mới.",
)
PAGE_EXPIRED = (
    "Lời mời này đã hết hạn",
    "Anh/chị nhắn người đã gửi lời mời để được mã mới.",
)
PAGE_REVOKED = (
    "Mã này không còn dùng nữa",
    "Tổ đã đổi hoặc thu hồi mã. Anh/chị xem áp phích mới ở nhà văn hóa, hoặc hỏi người đã đưa mã.",
)
PAGE_BUSY = (
    "Trang này đang có quá nhiều người mở",
    "Anh/chị không cần đợi: gửi thẳng mã cho trợ lý ở một trong các nơi dưới đây.",
)
PAGE_DOWN = (
    "Chưa đọc được mã này",
    "Máy chủ đang bận. Anh/chị thử lại sau ít phút, hoặc gửi thẳng mã cho trợ lý ở một trong các nơi dưới đây.",
)


def page_paste(channels: Sequence[str]) -> str:
    """How the code gets into channels whose links carry nothing."""
    return f"Mở {' hoặc '.join(channels)}: dán mã này gửi cho tài khoản."


def page_open(channel: str) -> str:
    """A button to another channel."""
    return f"Mở {channel}"


# --- Sample data -----------------------------------------------------------------------------------------------------

SAMPLE_SERVED = (
    "Đang có dữ liệu mẫu mà đã đặt mã của kênh ({channels}): người dân sẽ thấy tổ không có thật, nên chưa khởi động."
    " Xóa dữ liệu mẫu bằng: troly sample remove"
)


def sample_try(hamlet: str, commune: str) -> list[str]:
    """What to do with sample data: commands that work as they stand."""
    return [
        "Thử ngay:",
        f'  troly invite --role tổ-trưởng --hamlet "{hamlet}" --commune "{commune}"    # mã để vào vai tổ trưởng',
        f'  TROLY_PUBLIC_URL=http://127.0.0.1:8080 troly poster thu.pdf --commune "{commune}"    # áp phích có mã QR',
        "  troly serve    # mở trang trò chuyện rồi gõ mã",
    ]


def sample_more_removed(removed: Removed) -> str:
    """What had come to stand on the sample and went with it; "" when nothing had."""
    counts = ((removed.people, "người đã vào"), (removed.visits, "lượt hỗ trợ"), (removed.requests, "yêu cầu hỗ trợ"))
    said = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"Cùng với nó: {said}." if said else ""
