"""`troly poster`, as whoever runs the program uses it."""

import asyncio
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from fpdf import FPDF

from bot.reports.poster import Poster, draw_posters
from bot.storage.sqlite import open_sqlite
from handlers.teams.codes import Code
from tests.bot.running import Commands
from tests.bot.test_teams import HEAD, listed

URL = "https://troly.example.vn"
LIST = HEAD + "Minh Hợp;Xóm 1;Tổ Xóm 1;;\nMinh Hợp;Xóm 2;;;\nĐông Lộc;Xóm 1;Tổ Xóm 1;;\n"


@pytest.fixture
def troly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The command with two communes on record and an address."""
    monkeypatch.setenv("TROLY_PUBLIC_URL", URL)
    troly = Commands(tmp_path, monkeypatch)
    assert troly.run("teams", "import", listed(LIST)).exit_code == 0
    return troly


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written on the pages, line by line."""
    lines: list[str] = []

    def note(kind: str) -> None:
        really = getattr(FPDF, kind)

        def write(self: FPDF, *args: object, **extra: object) -> object:
            lines.extend(arg for arg in (*args, extra.get("text")) if isinstance(arg, str))
            return really(self, *args, **extra)

        monkeypatch.setattr(FPDF, kind, write)

    note("cell")
    note("text")
    return lines


def pages(file: str) -> int:
    """How many pages a PDF has."""
    pdf = Path(file).read_bytes()
    assert pdf.startswith(b"%PDF-")
    counted = re.search(rb"/Count (\d+)", pdf)
    assert counted is not None
    return int(counted.group(1))


def held(troly: Commands) -> dict[int, Code | None]:
    """The codes that hold, by hamlet."""

    async def look() -> dict[int, Code | None]:
        storage = open_sqlite(troly.data)
        try:
            return await asyncio.to_thread(
                lambda: {place.id: storage.records.hamlet_code(place.id) for place in storage.records.hamlets()}
            )
        finally:
            await storage.close()

    return asyncio.run(look())


def test_a_page_a_hamlet(troly: Commands, written: list[str]) -> None:
    """The code in large letters, whose it is, that it costs nothing; and which hamlets nobody serves yet."""
    result = troly.run("poster", "a.pdf")

    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [
        "Đã ghi 3 trang vào a.pdf, 3 mã mới. In khổ A4, không cần màu.",
        "Lưu ý: chưa có tổ nào lo Xóm 2 (xã Minh Hợp). Nhập tổ trước khi treo: troly teams import TỆP",
    ]
    assert pages("a.pdf") == 3
    codes = [code.code for code in held(troly).values() if code]
    assert [f"{code[:3]} {code[3:]}" in written for code in codes] == [True] * 3
    for line in ("Xóm 1, xã Minh Hợp", "Tổ Xóm 1", "Tổ giúp miễn phí.", "Không bao giờ hỏi mật khẩu hay mã OTP."):
        assert line in written
    assert "DỮ LIỆU MẪU" not in written


def test_again_with_the_same_codes(troly: Commands) -> None:
    """What hangs on a wall goes on working; `--renew` ends it."""
    troly.run("poster", "a.pdf", "--commune", "minh hop")
    first = held(troly)
    again = troly.run("poster", "b.pdf", "--commune", "minh hop", "--hamlet", "xom 1")
    assert "Đã ghi 1 trang vào b.pdf. In" in again.stdout and held(troly) == first

    result = troly.run("poster", "c.pdf", "--commune", "Minh Hợp", "--hamlet", "Xóm 1", "--renew")

    assert "1 mã mới" in result.stdout and "hết dùng được" in result.stdout
    renewed = held(troly)
    assert renewed[1] != first[1] and renewed[2] == first[2]


def test_revoking_a_poster(troly: Commands) -> None:
    """Says that the paper on the wall is worth nothing now."""
    troly.run("poster", "a.pdf", "--commune", "Đông Lộc")
    (code,) = [code for code in held(troly).values() if code]

    result = troly.run("invite", "--revoke", code.code)

    assert result.exit_code == 0 and "Xóm 1, xã Đông Lộc" in result.stdout and "troly poster" in result.stdout
    assert set(held(troly).values()) == {None}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("a.txt",), ".pdf"),
        (("ds.csv",), ".pdf"),
        (("co.pdf",), "đã có"),
        (("khong/co.pdf",), "khong/co.pdf"),
        (("a.pdf", "--commune", "Minh Hợ"), "Có phải xã Minh Hợp"),
        (("a.pdf", "--hamlet", "Xóm 1"), "Thêm --commune"),
        (("a.pdf", "--hamlet", "Xóm 21"), "Có phải"),
    ],
)
def test_one_sentence_with_the_way_out(troly: Commands, words: tuple[str, ...], said: str) -> None:
    """No file, no codes, nothing written over."""
    Path("co.pdf").write_text("cũ")

    result = troly.run("poster", *words)

    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr and result.stderr.count("\n") == 1
    assert Path("co.pdf").read_text() == "cũ" and not Path("a.pdf").exists()
    assert set(held(troly).values()) == {None}


def test_where_nobody_can_scan(troly: Commands, monkeypatch: pytest.MonkeyPatch, written: list[str]) -> None:
    """Without an address the code is to be typed on the channels; without these there is no poster."""
    monkeypatch.delenv("TROLY_PUBLIC_URL")
    result = troly.run("poster", "a.pdf")
    assert result.exit_code == 1 and "TROLY_PUBLIC_URL" in result.stderr and not Path("a.pdf").exists()

    monkeypatch.setenv("TROLY_TELEGRAM_TOKEN", "123456789:AAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
    monkeypatch.setenv("TROLY_TELEGRAM_USERNAME", "tro_ly_bot")
    result = troly.run("poster", "a.pdf")

    assert result.exit_code == 0 and "không có mã QR" in result.stdout
    assert "t.me/tro_ly_bot" in written and "cho trợ lý trên Telegram:" in written
    assert not any("Quét" in line for line in written)


def test_an_address_that_only_this_machine_has(troly: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fine for trying, not for a wall."""
    monkeypatch.setenv("TROLY_PUBLIC_URL", "http://127.0.0.1:8080")

    assert "đừng treo" in troly.run("poster", "a.pdf").stdout


def test_the_sample_is_marked(troly: Commands, written: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Across each page."""
    monkeypatch.setenv("TROLY_DATA", "mau")
    troly.run("sample", "load")

    assert troly.run("poster", "a.pdf", "--commune", "Đông Lộc").exit_code == 0
    assert pages("a.pdf") == 12 and written.count("DỮ LIỆU MẪU") == 12


def test_many_pages_say_how_far_it_is(troly: Commands) -> None:
    """On standard error, every fifty pages."""
    rows = "".join(f"Yên Thành;Xóm {number};;;\n" for number in range(1, 61))
    troly.run("teams", "import", listed(HEAD + rows))

    result = troly.run("poster", "a.pdf", "--commune", "Yên Thành")

    assert result.exit_code == 0 and "60 trang" in result.stdout
    assert result.stderr == "Đang làm trang 50/60…\n"
    assert "và 55 nơi khác" in result.stdout


def test_the_longest_names_stay_on_the_paper(written: list[str]) -> None:
    """Smaller letters and two lines; no word is cut."""
    team = "Tổ công nghệ số cộng đồng các bản vùng sâu vùng xa xã Thành Bình Thọ và Đông Hiếu (mẫu)"
    hamlet = "Bản Nà Khoang Huồi Tụ Phà Khốm Nậm Càn Trung Tâm Mới"
    link = "https://" + "a" * 90 + ".vn"

    pdf = draw_posters([Poster(team, hamlet, "xã Thành Bình Thọ", "WYM4QW", None, (("Zalo", link),))])

    assert pdf.startswith(b"%PDF-")
    assert hamlet in " ".join(written) and link.removeprefix("https://") in written
    assert team in " ".join(written)


@pytest.mark.skipif(not (shutil.which("pdftoppm") and shutil.which("zbarimg")), reason="needs pdftoppm and zbarimg")
def test_the_code_can_be_scanned(tmp_path: Path) -> None:
    """Also through the mark of the sample."""
    for number, sample in enumerate((False, True)):
        (tmp_path / "a.pdf").write_bytes(
            draw_posters([Poster("Tổ", "Xóm 1", "xã A", "K7M3PX", f"{URL}/m/K7M3PX", (), sample)])
        )
        picture = tmp_path / f"a{number}"
        subprocess.run(["pdftoppm", "-r", "70", "-png", "-singlefile", tmp_path / "a.pdf", picture], check=True)
        read = subprocess.run(["zbarimg", "-q", "--raw", f"{picture}.png"], capture_output=True, text=True, check=True)
        assert read.stdout.strip() == f"{URL}/m/K7M3PX"
