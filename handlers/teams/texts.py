"""What is said about the rows of a list: each fault with its remedy."""

from collections.abc import Sequence

NO_COMMUNE = "thiếu xã, phường. Ghi tên xã như “xã Minh Hợp”."
NO_HAMLET = (
    "thiếu thôn, xóm. Ghi tên như “Xóm 1”; nhiều xóm thì cách nhau bằng dấu chấm phẩy; tổ cấp xã thì ghi “Toàn xã”."
)
NO_ROLE = "thiếu vai trò. Ghi Tổ trưởng, Thành viên, Quản trị xã hoặc Quản trị tỉnh."
NO_PERSON = "có vai trò mà không có họ tên. Ghi họ tên, hoặc xóa vai trò nếu dòng này chỉ khai xóm và tổ."
NO_TEAM = "thiếu tên tổ, mà ở đây đã có nhiều tổ ({teams}). Ghi rõ tên tổ."
TEAM_OF_ADMIN = (
    "quản trị xã, quản trị tỉnh không thuộc tổ hay xóm nào. Để trống ô này; ai vừa quản trị vừa ở trong tổ thì ghi"
    " thêm một dòng."
)
COMMUNE_OF_PROVINCE = "quản trị tỉnh không thuộc xã nào. Để trống ô này, hoặc sửa vai trò thành Quản trị xã."
MANY_DIGITS = "có dãy số giống số điện thoại hay số giấy tờ. Xóa số đó đi: danh sách này không lưu số của ai."
NO_NAME = "“{text}” không phải họ tên. Ghi họ tên bằng chữ."
TOO_LONG = "dài quá {most} chữ. Ghi ngắn lại."
ROLE_UNKNOWN = "không rõ vai trò “{text}”. Ghi Tổ trưởng, Thành viên, Quản trị xã hoặc Quản trị tỉnh."
HAMLET_NUMBER = "“{text}” chỉ có số. Ghi đủ như “Xóm {text}”; nếu Excel tự đổi ngày tháng thành số thì gõ lại bằng chữ."
DEFAULT_TEAM = "Tổ công nghệ số cộng đồng {of}"
DEPUTY = "Dòng {number}: tổ phó {name} được ghi là Thành viên."


def unknown_commune(text: str, near: Sequence[str]) -> str:
    """A commune that Nghệ An doesn't have."""
    hint = f"Có phải {' hoặc '.join(near)}?" if near else "Ghi tên xã, phường hiện nay của Nghệ An, như “xã Minh Hợp”."
    return f"không có xã, phường “{text}”. {hint}"


def ambiguous_commune(text: str, options: Sequence[str]) -> str:
    """An old name that went to several communes."""
    return f"“{text}” có thể là {' hoặc '.join(options)}. Ghi tên xã, phường hiện nay."


def old_commune(text: str, now: str) -> str:
    """An old name was understood."""
    return f"“{text}” là tên cũ, nay thuộc {now}; đã ghi vào {now}."


def spelt_twice(written: str, known: str) -> str:
    """Two names that differ in marks only."""
    return f"“{written}” chỉ khác dấu với “{known}”. Sửa cho giống nhau; nếu là hai nơi thì đặt tên phân biệt được."


def other_level(name: str) -> str:
    """A team of the commune and of hamlets at once."""
    return (
        f"“{name}” vừa là tổ cấp xã vừa là tổ của thôn, xóm. Đặt hai tên khác nhau, hoặc sửa ô Thôn/xóm cho thống nhất."
    )


def duplicate(number: int) -> str:
    """A row that was there already."""
    return (
        f"trùng với dòng {number}. Xóa một dòng; một tổ phụ trách nhiều xóm thì ghi chung các xóm vào một ô; nếu là hai"
        " người cùng tên thì thêm chữ phân biệt sau tên."
    )


def two_leaders(team: str, other: str, number: int | None) -> str:
    """A second leader: in the list, or on record."""
    where = f"ở dòng {number}" if number else "đã có từ trước"
    remedy = (
        "Sửa một người thành Thành viên; nếu là hai tổ thì đặt hai tên tổ khác nhau."
        if number
        else f"Nếu đổi tổ trưởng, ghi thêm một dòng cho {other} với vai trò Thành viên."
    )
    return f"“{team}” có hai tổ trưởng: người kia là {other} ({where}). {remedy}"


def two_teams(hamlet: str, commune: str, teams: Sequence[str]) -> str:
    """A hamlet that more than one team covers."""
    return f"{hamlet}, {commune} nay có {len(teams)} tổ: {'; '.join(teams)}."
