"""Everything that is said about lists of units, teams and people, and about sample data."""

from collections.abc import Sequence
from pathlib import Path

from handlers.teams.model import Changes, Commune, Hamlet, Level, Member, Removed, Role, Roster, Team
from handlers.teams.planning import Plan, Tally
from handlers.teams.rows import ROLES, WHOLE, Column, Fault

# --- Commands --------------------------------------------------------------------------------------------------------

TEAMS_HELP = "Xã, thôn xóm, tổ và người trong tổ."
IMPORT_HELP = "Nhập danh sách từ tệp Excel (.xlsx) hay CSV; có lỗi thì không nhập gì. Làm được cả khi đang chạy."
DRY_RUN_HELP = "Chỉ xem trước, không ghi gì."
TEMPLATE_HELP_COMMAND = "Ghi tệp Excel mẫu để điền danh sách."
SHOW_HELP = "Xem những xã, thôn xóm, tổ đã có và số người."
SHOW_COMMUNE_HELP = "Chỉ xem xã, phường này, từng tổ một (tên cũ cũng được)."
SAMPLE_HELP = "Dữ liệu mẫu để làm quen: 3 xã, 32 xóm, tổ và người đặt ra."
LOAD_HELP = "Đưa dữ liệu mẫu vào; không làm khi đã có dữ liệu thật hoặc đã nối kênh."
REMOVE_HELP = "Xóa toàn bộ dữ liệu mẫu; dữ liệu thật giữ nguyên."

# --- Files that can't be read ----------------------------------------------------------------------------------------

CSV_ENCODING = (
    "Tệp CSV này không phải UTF-8 (có thể là Windows-1258 hay TCVN3), chữ Việt sẽ hỏng nên chưa nhập."
    " Trong Excel chọn Lưu thành → “CSV UTF-8”, hoặc lưu thành .xlsx, rồi nhập lại."
)
CSV_IS_EXCEL = "Tệp này mang đuôi .csv nhưng bên trong là Excel. Đổi đuôi thành .xlsx rồi nhập lại."
NO_EXCEL = "Tệp này mang đuôi .xlsx nhưng không phải Excel. Nếu là CSV thì đổi đuôi thành .csv; không thì mở bằng Excel rồi lưu lại thành .xlsx."
EXCEL_LOCKED = (
    "Tệp Excel có mật khẩu. Mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc), lưu lại rồi nhập."
)
EXCEL_OLD = "Tệp Excel này kiểu cũ (.xls). Mở bằng Excel rồi lưu thành .xlsx."
EXCEL_BROKEN = "Tệp Excel bị hỏng, không mở được. Mở bằng Excel rồi lưu lại thành .xlsx; nếu Excel cũng không mở được thì dùng tệp mẫu: troly teams template TỆP.xlsx"
EMPTY = "Tệp trống. Lấy tệp mẫu bằng: troly teams template TỆP.xlsx"
NO_ROWS = "Danh sách chỉ có tiêu đề, chưa có dòng nào. Điền ít nhất một dòng bên dưới tiêu đề."
TOO_BIG = "Tệp lớn hơn {most} MB. Bỏ hình ảnh, các trang tính khác, hoặc chia thành nhiều tệp."
TOO_MANY_ROWS = "Tệp có quá nhiều dòng (nhiều nhất {most}). Chia thành nhiều tệp, mỗi xã một tệp."
CELL_FORMULA = "ô này là công thức. Chép rồi dán lại bằng “Dán giá trị”."
CELL_ERROR = "ô này bị lỗi Excel {value}. Gõ lại bằng chữ."
CELL_BOOL = "ô này là TRUE/FALSE. Gõ lại bằng chữ."
CELL_DATE = "ô này là ngày tháng (Excel tự đổi). Định dạng ô là Văn bản rồi gõ lại."

COLUMN_IGNORED = "Cột {letter} (“{title}”) không được đọc và không được lưu."
COLUMN_HIDDEN = "Cột {letter} ({column}) đang bị ẩn nhưng vẫn được đọc."
ROWS_HIDDEN = "Có {count} dòng đang bị ẩn hoặc lọc đi nhưng vẫn được đọc."
OTHER_SHEET = "Trang tính “{title}” cũng có danh sách nhưng không được đọc; tách thành tệp riêng nếu cần."


def wrong_ending(name: str) -> str:
    """A file of another kind."""
    return f"Không đọc được “{name}”: chỉ nhận .xlsx và .csv. Mở tệp bằng Excel hay LibreOffice rồi lưu thành .xlsx."


def csv_quotes(line: int) -> str:
    """Quotes that don't close."""
    return f"Tệp CSV sai từ dòng {line}: dấu ngoặc kép mở mà không đóng. Sửa lại, hoặc lưu tệp thành .xlsx."


def no_heads(missing: Sequence[Column]) -> str:
    """Columns that can't be missing."""
    names = ", ".join(f"“{column}”" for column in missing)
    return (
        f"Không thấy cột {names} ở dòng tiêu đề. Cần các cột: {', '.join(Column)} (thứ tự nào cũng được)."
        " Lấy tệp mẫu bằng: troly teams template TỆP.xlsx"
    )


def twice(column: Column, one: str, two: str) -> str:
    """Two columns with one meaning."""
    return f"Cột {one} và cột {two} cùng là “{column}”. Bỏ hoặc đổi tên một cột."


# --- The template ----------------------------------------------------------------------------------------------------

TEMPLATE_SHEET = "Danh sách"
TEMPLATE_HELP_SHEET = "Cách điền"
TEMPLATE_ROLE = "Chọn một vai trò trong danh sách."
TEMPLATE_HELP = (
    ("Cột", "Ghi gì", "Ví dụ"),
    (Column.COMMUNE.value, "Xã, phường hiện nay; tên cũ cũng hiểu. Quản trị tỉnh thì để trống.", "xã Minh Hợp"),
    (
        Column.HAMLET.value,
        f"Thôn, xóm, bản, khối; nhiều nơi cách nhau bằng dấu chấm phẩy. Tổ cấp xã ghi “{WHOLE}”. Quản trị thì để trống.",
        "Xóm 1; Xóm 2",
    ),
    (
        Column.TEAM.value,
        "Tên tổ, mỗi tổ trong xã một tên. Để trống thì là tổ của xóm đó.",
        "Tổ công nghệ số cộng đồng Xóm 1",
    ),
    (
        Column.PERSON.value,
        "Một người một dòng. Để trống nếu dòng chỉ khai xóm hay tổ. Không ghi số điện thoại, số căn cước.",
        "Nguyễn Thị Ví Dụ",
    ),
    (Column.ROLE.value, ", ".join(ROLES.values()) + ". Mỗi tổ một tổ trưởng; tổ phó tính là thành viên.", "Tổ trưởng"),
)


def template_done(path: Path) -> str:
    """A template was written."""
    return f"Đã ghi tệp mẫu vào {path}. Điền xong thì nhập bằng: troly teams import {path}"


def template_exists(path: Path) -> str:
    """Nothing is written over."""
    return f"{path} đã có; hãy chọn tên khác."


def template_ending(path: Path) -> str:
    """A template is an Excel file."""
    return f"Tệp mẫu là tệp Excel: đặt tên có đuôi .xlsx, như {path.with_suffix('.xlsx')}."


# --- Importing -------------------------------------------------------------------------------------------------------

NOTICES = "Lưu ý:"
CHANGED = "Những gì đổi:"
BUSY = "Danh sách đang được nơi khác thay đổi. Hãy đợi một lát rồi nhập lại."
KINDS = ("Xã, phường", "Thôn, xóm", "Tổ", "Người")


def fault_line(fault: Fault, letter: str | None) -> str:
    """A fault where a person finds it."""
    column = f", cột {letter} ({fault.column})" if letter else f", cột {fault.column}"
    return f"Dòng {fault.number}{column if fault.column else ''}: {fault.text}"


def faulty(path: Path, faults: int, rows: int) -> str:
    """The last line when nothing was done."""
    return f"{path.name}: {faults} lỗi trong {rows} dòng. Chưa nhập gì; sửa rồi nhập lại."


def imported(path: Path, rows: int, changes: bool, dry: bool) -> str:
    """The first line when all is well."""
    if not changes:
        return f"{path.name}: {rows} dòng, tất cả đã có từ trước; không có gì thay đổi."
    return f"{'Xem trước' if dry else 'Đã nhập'} {path.name}: {rows} dòng{', chưa ghi gì' if dry else ''}."


def tallies(plan: Plan) -> list[str]:
    """New, changed and as before, by kind."""
    found = (plan.communes, plan.hamlets, plan.teams, plan.members)
    return [tally_line(kind, tally) for kind, tally in zip(KINDS, found, strict=True)]


def tally_line(kind: str, tally: Tally) -> str:
    """One kind."""
    return f"  {kind}: {tally.new} mới, {tally.changed} đổi, {tally.same} như cũ"


def changed_lines(before: Roster, changes: Changes) -> list[str]:
    """What was on record and is different now, a line each."""
    lines: list[str] = []
    for olds, news in (
        (before.communes, changes.communes),
        (before.hamlets, changes.hamlets),
        (before.teams, changes.teams),
        (before.members, changes.members),
    ):
        by_id: dict[int, Commune | Hamlet | Team | Member] = {old.id: old for old in olds}
        lines += [_changed(by_id[new.id], new) for new in news if new.id]
    return lines


def _changed(old: Commune | Hamlet | Team | Member, new: Commune | Hamlet | Team | Member) -> str:
    what = []
    if old.name != new.name:
        what.append(f"viết là “{new.name}”")
    if isinstance(old, Team) and isinstance(new, Team) and old.hamlets != new.hamlets:
        added = [name for name in new.hamlets if name not in old.hamlets]
        what.append(f"thêm {', '.join(added)}")
    if isinstance(old, Member) and isinstance(new, Member) and old.role is not new.role:
        what.append(f"{ROLES[old.role]} → {ROLES[new.role]}")
    if old.sample and not new.sample:
        what.append("từ dữ liệu mẫu thành dữ liệu thật")
    unit = getattr(new, "team", None) or getattr(new, "commune", None)
    return f"  {old.name}{f' ({unit})' if unit else ''}: {'; '.join(what)}"


# --- Showing ---------------------------------------------------------------------------------------------------------

SHOW_EMPTY = "Chưa có xã, tổ nào. Nhập danh sách bằng: troly teams import TỆP (tệp mẫu: troly teams template TỆP.xlsx)"
SAMPLE_MARK = " [mẫu]"
NO_TEAM = "  Chưa có tổ: {hamlets}"


def commune_missing(name: str) -> str:
    """A commune that is one of Nghệ An, without data."""
    return f"{name} chưa có trong danh sách. Xem những xã đã có: troly teams show"


def counted(hamlets: int, teams: int, people: int) -> str:
    """What a unit has."""
    return f"{hamlets} thôn, xóm · {teams} tổ · {people} người"


def team_line(team: Team, members: Sequence[Member]) -> str:
    """A team in a line, its people counted."""
    where = WHOLE.lower() if team.level is Level.COMMUNE else ", ".join(team.hamlets)
    leaders = sum(1 for member in members if member.role is Role.LEADER)
    people = f"{len(members)} người" + ("" if leaders else ", chưa có tổ trưởng")
    return f"  {team.name} ({where}): {people}{SAMPLE_MARK if team.sample else ''}"


def admins(count: int) -> str:
    """Administrators of a unit."""
    return f"  Quản trị: {count} người"


# --- Sample data -----------------------------------------------------------------------------------------------------

SAMPLE_REAL = "Đã có dữ liệu thật nên không đưa dữ liệu mẫu vào. Muốn thử thì dùng thư mục khác: TROLY_DATA=thu-nghiem troly sample load"
SAMPLE_CHANNEL = (
    "Đã đặt mã của kênh ({channels}) nên không đưa dữ liệu mẫu vào: người dân sẽ thấy tổ không có thật."
    " Muốn thử thì bỏ các mã đó đi, hoặc dùng cấu hình và thư mục dữ liệu khác."
)
SAMPLE_THERE = "Dữ liệu mẫu đã có từ trước; không có gì thay đổi."
SAMPLE_NONE = "Không có dữ liệu mẫu nào."


def sample_loaded(plan: Plan) -> str:
    """What came."""
    counts = counted(plan.hamlets.new, plan.teams.new, plan.members.new)
    return f"Đã đưa dữ liệu mẫu vào: {plan.communes.new} xã · {counts}. Xóa bằng: troly sample remove"


def sample_removed(removed: Removed) -> str:
    """What went."""
    counts = counted(removed.hamlets, removed.teams, removed.members)
    return f"Đã xóa dữ liệu mẫu: {removed.communes} xã · {counts}."
