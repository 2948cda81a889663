"""What `troly admin` says."""

from bot.texts_console import role_words
from handlers.console.link import LINK_MINUTES
from handlers.teams.people import Person

ADMIN_HELP = "Người quản trị và trang quản trị."
LINK_HELP = (
    "In liên kết vào trang quản trị (dùng một lần, trong 10 phút); chưa có ai quản trị thì tạo quản trị tỉnh đầu tiên."
)
PERSON_HELP = "Cho người quản trị số này; cần khi có nhiều người."
NAME_HELP = "Họ tên quản trị tỉnh đầu tiên, khi chưa có ai quản trị."

LINK = f"Liên kết cho {{name}}, dùng một lần, trong {LINK_MINUTES} phút. Đừng gửi cho ai khác:"
FIRST_LINK = f"Vào trang quản trị lần đầu (dùng một lần, trong {LINK_MINUTES} phút):"
# What the program calls whoever starts it on a terminal while nobody is an administrator.
FIRST_NAME = "Quản trị viên"
SEVERAL_HINT = "Chưa ai vào trang quản trị. Lấy liên kết: troly admin link"
NAME_NEEDED = 'Chưa có ai quản trị. Hãy cho biết họ tên quản trị tỉnh đầu tiên: troly admin link --name "Họ Tên"'
WHICH = "Có nhiều người quản trị; hãy chọn một: troly admin link --person SỐ"
NOBODY = "Không có người quản trị số {number}. Những người quản trị đang có:"


def line(person: Person) -> str:
    """An administrator on a list."""
    roles = dict.fromkeys(
        role_words(held.role, held.commune) for held in person.memberships if held.role.value.endswith("-admin")
    )
    return f"  {person.id:<5} {person.name or '(chưa có tên)'} – {', '.join(roles)}"
