"""`troly teams` and `troly sample`, as whoever runs the program uses them."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from bot.app import running
from bot.commands.teaming import import_list, show_lines
from bot.settings import Settings
from bot.storage.contract import Noted
from bot.storage.sqlite import FILE, SqliteStorage
from handlers.teams.model import Changes, Roster
from knowledge.communes import load_communes
from tests.bot.assistant import assembled
from tests.bot.running import Commands
from tests.bot.talk import NOW, clock

HEAD = "Xã/phường;Thôn/xóm;Tên tổ;Họ tên;Vai trò\n"
ONE = HEAD + "Minh Hợp;Xóm 1;Tổ Xóm 1;Hồ Thử;Tổ trưởng\nMinh Hợp;Xóm 1;Tổ Xóm 1;Lê Thử;Thành viên\n"


@pytest.fixture
def troly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The command with a data folder of its own."""
    return Commands(tmp_path, monkeypatch)


def listed(text: str, name: str = "ds.csv") -> str:
    """A list in the present folder."""
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_a_first_list(troly: Commands) -> None:
    """On a new machine, before the program ever ran."""
    result = troly.run("teams", "import", listed(ONE))

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "Đã nhập ds.csv: 2 dòng.",
        "  Xã, phường: 1 mới, 0 đổi, 0 như cũ",
        "  Thôn, xóm: 1 mới, 0 đổi, 0 như cũ",
        "  Tổ: 1 mới, 0 đổi, 0 như cũ",
        "  Người: 2 mới, 0 đổi, 0 như cũ",
    ]


def test_again_and_more(troly: Commands) -> None:
    """The same file changes nothing; another adds, and says what it changed."""
    troly.run("teams", "import", listed(ONE))
    before = (troly.data / FILE).read_bytes()

    again = troly.run("teams", "import", "ds.csv")
    assert again.exit_code == 0
    assert again.stdout.startswith("ds.csv: 2 dòng, tất cả đã có từ trước; không có gì thay đổi.\n")
    assert (troly.data / FILE).read_bytes() == before

    more = troly.run(
        "teams",
        "import",
        listed(
            HEAD
            + "Hạ Sơn;Xóm 1;Tổ Xóm 1;Lê Thử;Tổ trưởng\nHạ Sơn;Xóm 1, Xóm 2;Tổ Xóm 1;Hồ Thử;Thành viên\n"
            + "Đông Lộc;Xóm 1;;;\n"
        ),
    )
    assert more.exit_code == 0
    assert more.stdout.splitlines()[1:] == [
        "  Xã, phường: 1 mới, 0 đổi, 1 như cũ",
        "  Thôn, xóm: 2 mới, 0 đổi, 1 như cũ",
        "  Tổ: 0 mới, 1 đổi, 0 như cũ",
        "  Người: 0 mới, 2 đổi, 0 như cũ",
        "Những gì đổi:",
        "  Tổ Xóm 1 (xã Minh Hợp): thêm Xóm 2",
        "  Hồ Thử (Tổ Xóm 1): Tổ trưởng → Thành viên",
        "  Lê Thử (Tổ Xóm 1): Thành viên → Tổ trưởng",
        "Lưu ý:",
        "  “Hạ Sơn” là tên cũ, nay thuộc xã Minh Hợp; đã ghi vào xã Minh Hợp.",
    ]


def test_all_or_nothing(troly: Commands) -> None:
    """Every fault with row, column and remedy, from every part of the program; nothing is stored, not even a store."""
    book = openpyxl.Workbook()
    book.active.append(("STT", "Xã", "Xóm", "Họ tên", "Vai trò"))
    book.active.append((1, "Minh Hợp", "Xóm 1", "Hồ Thử", "Tổ trưởng"))
    book.active.append((2, "Minh Hợp", '="Xóm "&1', "Lê Thử", "Thành viên"))
    book.active.append((3, "Minh Hợpp", "Xóm 1", "Võ Thử", "Trưởng nhóm"))
    book.save("ds.xlsx")

    result = troly.run("teams", "import", "ds.xlsx")

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "Dòng 3, cột C (Thôn/xóm): ô này là công thức. Chép rồi dán lại bằng “Dán giá trị”.",
        "Dòng 4, cột B (Xã/phường): không có xã, phường “Minh Hợpp”. Có phải xã Minh Hợp hoặc xã Minh Châu?",
        "Dòng 4, cột E (Vai trò): không rõ vai trò “Trưởng nhóm”."
        " Ghi Tổ trưởng, Thành viên, Quản trị xã hoặc Quản trị tỉnh.",
    ]
    assert result.stderr == "ds.xlsx: 3 lỗi trong 3 dòng. Chưa nhập gì; sửa rồi nhập lại.\n"
    assert not troly.data.exists()


def test_a_look_before(troly: Commands) -> None:
    """`--dry-run` says the same and stores nothing, with a store or without."""
    first = troly.run("teams", "import", "--dry-run", listed(ONE))
    assert first.exit_code == 0 and first.stdout.startswith("Xem trước ds.csv: 2 dòng, chưa ghi gì.\n")
    assert not troly.data.exists()

    troly.run("teams", "import", "ds.csv")
    second = troly.run("teams", "import", "--dry-run", listed(ONE.replace("Lê Thử", "Võ Thử")))
    assert "Người: 1 mới, 0 đổi, 1 như cũ" in second.stdout
    assert "2 người" in troly.run("teams", "show").stdout


def test_files_that_cannot_be_read(troly: Commands) -> None:
    """One sentence, no trace."""
    Path("cu.csv").write_bytes("Xa,Đo\u0323i\n".encode("cp1258"))
    for name, code in (("cu.csv", 1), (listed("x", "a.pdf"), 1), (listed(ONE, "b.xlsx"), 1), ("missing.csv", 2)):
        result = troly.run("teams", "import", name)
        assert result.exit_code == code
        assert result.stdout == "" and result.stderr.count("\n") == 1 and "Traceback" not in result.stderr
    assert troly.run("teams", "import").exit_code == 2


def test_the_template(troly: Commands) -> None:
    """Written once, over nothing, as an Excel file."""
    result = troly.run("teams", "template", "mau.xlsx")
    assert result.exit_code == 0 and "mau.xlsx" in result.stdout

    assert "đã có" in troly.run("teams", "template", "mau.xlsx").stderr
    assert "mau.xlsx" in troly.run("teams", "template", "mau.csv").stderr
    assert troly.run("teams", "template", "khong/co/mau.xlsx").exit_code == 1
    assert "chưa có dòng nào" in troly.run("teams", "import", "mau.xlsx").stderr


def test_showing(troly: Commands) -> None:
    """By commune, and one commune by team; people are counted, not named."""
    assert "TROLY_DATA" in troly.run("teams", "show").stderr
    extra = "Minh Hợp;Xóm 2;Tổ Xóm 2;Võ Thử;Thành viên\nMinh Hợp;Xóm 3;;;\nMinh Hợp;;;Tạ Thử;Quản trị xã\n"
    troly.run("teams", "import", listed(ONE + extra))

    assert troly.run("teams", "show").stdout.splitlines() == [
        "Tỉnh Nghệ An: 1 xã, phường · 3 thôn, xóm · 2 tổ · 4 người",
        "  xã Minh Hợp: 3 thôn, xóm · 2 tổ · 4 người",
    ]
    one = troly.run("teams", "show", "--commune", "ha son")
    assert one.stdout.splitlines() == [
        "xã Minh Hợp: 3 thôn, xóm · 2 tổ · 4 người",
        "  Tổ Xóm 1 (Xóm 1): 2 người",
        "  Tổ Xóm 2 (Xóm 2): 1 người, chưa có tổ trưởng",
        "  Chưa có tổ: Xóm 3",
        "  Quản trị: 1 người",
    ]
    assert "Thử" not in one.stdout
    assert troly.run("teams", "show", "--commune", "Đông Lộc").exit_code == 1
    assert troly.run("teams", "show", "--commune", "Xyz").exit_code == 2


def test_nothing_to_show(troly: Commands) -> None:
    """With the way on."""

    async def nothing(_storage: object) -> None: ...

    troly.fill(nothing)

    assert troly.run("teams", "show").stdout.startswith("Chưa có xã, tổ nào.")


def test_five_thousand_rows(troly: Commands) -> None:
    """In seconds, as an Excel file; a second time nothing changes."""
    book = openpyxl.Workbook()
    book.active.append(("Xã/phường", "Thôn/xóm", "Tên tổ", "Họ tên", "Vai trò"))
    names = list(load_communes().new)
    for number in range(5000):
        team, place = divmod(number, 5)
        commune, hamlet = names[team % 100], f"Xóm {team // 100 + 1}"
        role = "Thành viên" if place else "Tổ trưởng"
        book.active.append((commune, hamlet, f"Tổ {hamlet}", f"Người {'ABCDE'[place]}", role))
    book.save("ds.xlsx")

    began = time.monotonic()
    result = troly.run("teams", "import", "ds.xlsx")
    took = time.monotonic() - began

    assert result.exit_code == 0 and "Người: 5000 mới" in result.stdout
    assert took < 30  # two seconds on a small machine; a fault would take minutes
    assert "không có gì thay đổi" in troly.run("teams", "import", "ds.xlsx").stdout


async def test_while_the_program_serves(tmp_path: Path) -> None:
    """Both use the store."""
    file = tmp_path / "ds.csv"
    file.write_text(ONE, encoding="utf-8")
    data = tmp_path / "data"

    async with running(Settings(data=data, port=0), assembled, clock):
        report = await import_list(data, file, load_communes(), NOW)
        assert report.faults == () and "2 mới" in report.lines[-1]
        assert (await show_lines(data))[0].endswith("2 người")


def test_while_another_writes_for_too_long(troly: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence; nothing of the list is there."""
    monkeypatch.setattr("bot.storage.sqlite.BUSY_SECONDS", 0.05)
    troly.run("teams", "import", listed(ONE))
    with closing(sqlite3.connect(troly.data / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = troly.run("teams", "import", listed(ONE.replace("Xóm 1", "Xóm 2")))
        other.execute("ROLLBACK")

    assert result.exit_code == 1 and "đang bận" in result.stderr
    assert "1 thôn, xóm" in troly.run("teams", "show").stdout


def test_two_imports_at_once(troly: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the other stored meanwhile is seen, and planned for."""
    storing, calls = SqliteStorage.store_roster, 0

    async def meanwhile(self: SqliteStorage, before: Roster, changes: Changes, noted: Noted | None = None) -> bool:
        nonlocal calls
        calls += 1
        if calls == 1:
            assert await storing(self, before, changes)
        return await storing(self, before, changes, noted)

    monkeypatch.setattr(SqliteStorage, "store_roster", meanwhile)

    assert "không có gì thay đổi" in troly.run("teams", "import", listed(ONE)).stdout


def test_the_sample(troly: Commands) -> None:
    """Loaded, marked, loaded again without a change, removed without a trace."""
    loaded = troly.run("sample", "load")
    assert loaded.exit_code == 0 and "3 xã · 32 thôn, xóm" in loaded.stdout
    assert "không có gì thay đổi" in troly.run("sample", "load").stdout
    assert troly.run("teams", "show").stdout.count("[mẫu]") == 3

    assert "3 xã · 32 thôn, xóm" in troly.run("sample", "remove").stdout
    assert troly.run("teams", "show").stdout.startswith("Chưa có xã, tổ nào.")
    again = troly.run("sample", "remove")
    assert (again.exit_code, again.stdout) == (0, "Không có dữ liệu mẫu nào.\n")


def test_real_data_beside_the_sample(troly: Commands) -> None:
    """It stays when the sample goes, also in the same commune; and no sample comes to it."""
    troly.run("sample", "load")
    troly.run("teams", "import", listed(ONE))

    assert troly.run("sample", "load").exit_code == 1
    assert troly.run("sample", "remove").exit_code == 0

    assert troly.run("teams", "show", "--commune", "Minh Hợp").stdout.splitlines() == [
        "xã Minh Hợp: 1 thôn, xóm · 1 tổ · 2 người",
        "  Tổ Xóm 1 (Xóm 1): 2 người",
    ]
    refused = troly.run("sample", "load")
    assert refused.exit_code == 1 and "dữ liệu thật" in refused.stderr


def test_no_sample_where_residents_may_come(troly: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A channel's token in the settings; the sample may still be removed."""
    troly.run("sample", "load")
    monkeypatch.setenv("TROLY_TELEGRAM_TOKEN", "123456789:AAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")

    refused = troly.run("sample", "load")
    assert refused.exit_code == 1 and "Telegram" in refused.stderr and "AAaa" not in refused.stderr
    assert troly.run("sample", "remove").exit_code == 0


def test_no_data_for_the_sample_to_be_removed_from(troly: Commands) -> None:
    """A slip in TROLY_DATA makes no new store."""
    assert troly.run("sample", "remove").exit_code == 1
    assert not troly.data.exists()
