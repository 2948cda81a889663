"""Knowledge in the console in a real browser with real builds: the first start, two people, a bad edit, a broken file."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from handlers.teams.model import Role
from knowledge.index import Index
from tests.bot.console.program import Program, program
from tests.bot.console.world import ROOT
from tests.bot.editing.conftest import tiny as tiny
from tests.e2e.axe import axe_script, faults
from tests.e2e.conftest import PHONE
from tests.e2e.shape import too_wide
from tests.village import MINH_HOP

pytestmark = pytest.mark.browser

QUESTION = "làm thẻ mượn sách cần giấy gì"
NEW = "Chỉ cần thẻ thư viện."
ENTER = "Vào trang quản trị"
BUILT = 60_000
# What may be otherwise in the dark, and on a phone.
RULES = {
    "dark": ("color-contrast",),
    "narrow": ("aria-hidden-focus", "scrollable-region-focusable", "aria-required-children", "aria-required-parent"),
}
PAGES = ("", "/chu-de/muon-sach", "/danh-ba", "/ngoai", "/tu-dien", "/ban-sua", "/lich-su", "/tep", "/cach-duyet",
         "/lich-su/ban-goc", "/sua?tep=topics/muon-sach.yaml&cho=statements&cho=documents&cho=giay-to",
         "/chu-de/muon-sach/danh-sach",
         "/chu-de/muon-sach/danh-sach?tra-loi=tuoi.lon", "/chu-de/muon-sach/danh-sach/cau/tuoi",
         "/chu-de/muon-sach/danh-sach/muc/", "/chu-de-moi")  # fmt: skip


@pytest.fixture
def served(tmp_path: Path, tiny: tuple[Path, Path, Index]) -> Iterator[Program]:
    """A first start."""
    with program(tmp_path, tiny) as running:
        yield running


def desk(browser: Browser, served: Program, *, narrow: bool = False) -> BrowserContext:
    """A fresh browser."""
    shape = PHONE if narrow else {"width": 1200, "height": 900}
    context = browser.new_context(viewport=shape, base_url=served.url, locale="vi-VN", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    return context


def enter(context: BrowserContext, link: str) -> Page:
    """In by a link."""
    page = context.new_page()
    page.goto(link)
    page.get_by_role("button", name=ENTER).click()
    expect(page.get_by_role("heading", level=1, name="Tổng quan")).to_be_visible()
    return page


def write(page: Page, text: str) -> None:
    """A draft of the papers' answer, by the links that people press."""
    page.get_by_role("link", name="Kiến thức").first.click()
    page.get_by_role("link", name="Mượn sách thư viện").click()
    page.get_by_role("link", name=f"Sửa câu trả lời cho: {QUESTION}").click()
    page.get_by_label("Câu trả lời (cần điền)").fill(text)
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_role("heading", name="Bà con sẽ thấy")).to_be_visible()


def preview(page: Page) -> None:
    """What it does to known questions, once it is built; the page looks by itself."""
    page.get_by_role("button", name="Xem trước ảnh hưởng").click()
    expect(page.get_by_text("Không có lỗi nào.")).to_be_visible(timeout=BUILT)


def test_from_the_first_start_to_the_first_published_edit(browser: Browser, served: Program) -> None:
    """The link of the terminal, an edit with its preview, live without a restart, answered in the chat, and restored."""
    context = desk(browser, served)
    chat = context.new_page()
    chat.goto("/")
    page = enter(context, served.first_link())
    write(page, NEW)
    assert page.get_by_text("Telegram", exact=True).is_visible()
    expect(page.get_by_role("button", name="Xuất bản")).to_have_count(0)

    preview(page)
    expect(page.get_by_role("rowheader", name=QUESTION)).to_be_visible()
    page.get_by_role("button", name="Xuất bản").click()
    expect(page.get_by_text("Bà con đang thấy nội dung này")).to_be_visible(timeout=BUILT)
    chat.get_by_role("textbox").fill(QUESTION)
    chat.keyboard.press("Enter")
    expect(chat.get_by_text(NEW).first).to_be_visible()

    page.goto(f"{ROOT}/kien-thuc/lich-su")
    page.get_by_role("link", name="1", exact=True).click()
    page.get_by_role("button", name="Khôi phục như trước bản sửa này").click()
    preview(page)
    page.get_by_role("button", name="Xuất bản").click()
    expect(page.get_by_text("Bà con đang thấy nội dung này")).to_be_visible(timeout=BUILT)
    chat.get_by_role("textbox").fill(QUESTION + " vậy")
    chat.keyboard.press("Enter")
    expect(chat.get_by_text("Một tấm ảnh.").first).to_be_visible()
    context.close()


def test_two_people_and_a_bad_edit(browser: Browser, served: Program) -> None:
    """What is wrong is named and not offered; what is right waits for the other."""
    vinh, nam = served.person("vinh", Role.PROVINCE_ADMIN), served.person("nam", Role.PROVINCE_ADMIN)
    writer, other = desk(browser, served), desk(browser, served)
    page = enter(writer, served.link(vinh))
    page.goto(f"{ROOT}/kien-thuc/cach-duyet")
    page.get_by_role("button", name="Cần người thứ hai duyệt").click()
    page.goto(f"{ROOT}/kien-thuc/sua?tep=topics/muon-sach.yaml&cho=statements&cho=what&cho=la-gi")
    page.get_by_label("Câu trả lời (cần điền)").fill("Thẻ giá 70.000 đồng.")
    page.get_by_role("button", name="Lưu bản nháp").click()
    page.get_by_role("button", name="Xem trước ảnh hưởng").click()
    expect(page.get_by_text("Chưa đăng được")).to_be_visible(timeout=BUILT)
    expect(page.get_by_role("button", name="Gửi duyệt")).to_have_count(0)
    page.get_by_role("button", name="Bỏ bản sửa này").click()

    write(page, NEW)
    preview(page)
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.get_by_role("button", name="Duyệt", exact=True)).to_have_count(0)
    approver = enter(other, served.link(nam))
    approver.goto(f"{ROOT}/kien-thuc/ban-sua")
    approver.get_by_role("link", name="2", exact=True).click()
    approver.get_by_role("button", name="Duyệt", exact=True).click()
    expect(approver.get_by_text("Bà con đang thấy nội dung này")).to_be_visible(timeout=BUILT)
    writer.close()
    other.close()


def test_a_broken_file(browser: Browser, served: Program, tmp_path: Path) -> None:
    """Every fault by sheet, row and column, nothing stored; mended, it becomes drafts."""
    context = desk(browser, served)
    page = enter(context, served.first_link())
    page.goto(f"{ROOT}/kien-thuc/tep")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải Excel").click()
    book = openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    answers = book["Câu trả lời"]
    heads = [cell.value for cell in answers[1]]
    answers.cell(2, heads.index("Từ ngày") + 1).value = "hôm nào đó"
    answers.cell(3, heads.index("Mã nguồn") + 1).value = ""
    book.save(tmp_path / "hong.xlsx")
    page.get_by_label("Tệp Excel").set_input_files(tmp_path / "hong.xlsx")
    page.get_by_role("button", name="Nhập thành bản nháp").click()

    expect(page.get_by_role("heading", name="Chưa ghi gì từ hong.xlsx: 2 lỗi")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(3)
    page.goto(f"{ROOT}/kien-thuc/ban-sua")
    expect(page.get_by_text("Không có bản sửa nào đang mở")).to_be_visible()

    answers.cell(2, heads.index("Từ ngày") + 1).value = "1/12/2026"
    answers.cell(3, heads.index("Mã nguồn") + 1).value = "noi-quy"
    book.save(tmp_path / "lanh.xlsx")
    page.goto(f"{ROOT}/kien-thuc/tep")
    page.get_by_label("Tệp Excel").set_input_files(tmp_path / "lanh.xlsx")
    page.get_by_role("button", name="Nhập thành bản nháp").click()
    expect(page.get_by_text("Đã nhập lanh.xlsx: 1 bản nháp")).to_be_visible()
    context.close()


def test_for_everybody(browser: Browser, served: Program) -> None:
    """axe finds nothing serious, nor in the dark, nor on a phone, where nothing sticks out; one can do without a mouse."""
    script, found = axe_script(), {}
    context = desk(browser, served)
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(served.first_link())
    page.get_by_role("button", name=ENTER).click()
    write(page, NEW)
    draft = page.url
    page.goto(f"{ROOT}/kien-thuc/sua?tep=topics/muon-sach.yaml&cho=title")
    page.get_by_label("Tên chủ đề").press("End")
    page.keyboard.type(" xã")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã lưu bản sửa số 2")).to_be_visible()
    page.get_by_role("button", name="Xem trước ảnh hưởng").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Không có lỗi nào.")).to_be_visible(timeout=BUILT)
    found["previewed"] = faults(page, script)
    addresses = [*(f"{ROOT}/kien-thuc{path}" for path in PAGES), draft, f"{ROOT}/kien-thuc/ban-sua/1,2"]
    for address in addresses:
        page.goto(address)
        for look in ("wide", "dark", "narrow"):
            page.emulate_media(color_scheme="dark" if look == "dark" else "light")
            page.set_viewport_size(PHONE if look == "narrow" else {"width": 1200, "height": 900})
            only = () if look == "wide" else RULES[look]
            found[f"{look} {address}"] = [*faults(page, script, *only), *(too_wide(page) if look == "narrow" else ())]
    assert {where: items for where, items in found.items() if items} == {}
    assert complaints == []
    context.close()


def test_a_commune_and_a_member(browser: Browser, served: Program) -> None:
    """A commune's administrator suggests without JavaScript; a member's link opens nothing."""
    hoa = served.person("hoa", Role.COMMUNE_ADMIN, MINH_HOP)
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, base_url=served.url)
    page = context.new_page()
    page.goto(served.link(hoa))
    page.get_by_role("button", name=ENTER).click()
    page.goto(f"{ROOT}/kien-thuc/sua?tep=topics/muon-sach.yaml&cho=statements&cho=documents&cho=giay-to")
    expect(page.get_by_text("lưu thì thành lời đề nghị")).to_be_visible()
    page.get_by_label("Câu trả lời (cần điền)").fill(NEW)
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_text("là lời đề nghị; quản trị tỉnh sẽ xem")).to_be_visible()

    context.clear_cookies()
    page.goto(f"{ROOT}/kien-thuc")
    expect(page.get_by_role("heading", name="Anh/chị chưa đăng nhập")).to_be_visible()
    context.close()
