"""A whole edit in a real browser by keyboard alone, by a thumb on a phone, and under a text that an upgrade changed."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from handlers.teams.model import Role
from knowledge.index import Index, open_index
from tests.bot.console.program import Program, program
from tests.bot.console.world import ROOT
from tests.bot.editing.conftest import tiny as tiny
from tests.e2e.axe import axe_script, faults
from tests.e2e.shape import arrived, tab_to, too_small, too_wide

pytestmark = pytest.mark.browser

Tiny = tuple[Path, Path, Index]
ENTER, ANSWER, SAVE, PREVIEW = "Vào trang quản trị", "Câu trả lời (cần điền)", "Lưu bản nháp", "Xem trước ảnh hưởng"
PAPERS, ABOUT = "làm thẻ mượn sách cần giấy gì", "thẻ mượn sách là gì"
LIVE = "Bà con đang thấy nội dung này"
BUILT = 60_000


@pytest.fixture
def served(tmp_path: Path, tiny: Tiny) -> Iterator[Program]:
    """A first start."""
    with program(tmp_path, tiny) as running:
        yield running


def browsing(browser: Browser, served: Program, *, phone: bool = False) -> BrowserContext:
    """A fresh browser."""
    shape = ViewportSize(width=360, height=740) if phone else ViewportSize(width=1200, height=900)
    context = browser.new_context(viewport=shape, has_touch=phone, is_mobile=phone, base_url=served.url, locale="vi-VN")
    context.set_default_timeout(30_000)
    return context


def asked(chat: Page, question: str, answer: str) -> None:
    """A resident asks and reads this."""
    chat.get_by_role("textbox").fill(question)
    chat.keyboard.press("Enter")
    expect(chat.get_by_text(answer).first).to_be_visible()


def test_a_whole_edit_by_keyboard_alone(browser: Browser, served: Program) -> None:
    """From the link to the living answer: only keys, the focus seen at each, and news that a screen reader says."""
    context = browsing(browser, served)
    page = context.new_page()
    key = page.keyboard
    page.goto(served.first_link())
    tab_to(page, page.get_by_role("button", name=ENTER))
    key.press("Enter")
    arrived(page, "Tổng quan")
    tab_to(page, page.get_by_label("Mục lục").get_by_role("link", name="Kiến thức"))
    key.press("Enter")
    arrived(page, "Kiến thức")
    skip(page)
    tab_to(page, page.get_by_role("link", name="Mượn sách thư viện"))
    key.press("Enter")
    arrived(page, "Mượn sách thư viện")
    skip(page)
    tab_to(page, page.get_by_role("link", name=f"Sửa câu trả lời cho: {PAPERS}"))
    key.press("Enter")
    arrived(page, "Sửa câu trả lời")

    # What is wrong is named, and has the focus.
    tab_to(page, page.get_by_label(ANSWER))
    key.press("Control+a")
    key.press("Delete")
    tab_to(page, page.get_by_role("button", name=SAVE))
    key.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    tab_to(page, page.get_by_label(ANSWER))
    key.type("Chỉ cần thẻ thư viện.")
    tab_to(page, page.get_by_role("button", name=SAVE))
    key.press("Space")
    arrived(page, "Bản sửa số 1")
    expect(page.get_by_text("Đã lưu bản sửa số 1")).to_be_focused()

    tab_to(page, page.get_by_role("button", name=PREVIEW))
    key.press("Enter")
    # Each step is said: in one and the same live element, which the end hands the focus on to.
    expect(page.get_by_role("status").filter(has_text="Bước")).to_be_visible()
    expect(page.get_by_text("Không có lỗi nào.")).to_be_focused(timeout=BUILT)
    tab_to(page, page.get_by_role("button", name="Xuất bản"))
    key.press("Enter")
    expect(page.locator("p", has_text=LIVE)).to_be_focused(timeout=BUILT)
    tab_to(page, page.get_by_role("link", name="Mở trang trò chuyện"))
    key.press("Enter")
    page.wait_for_url("**/")
    asked(page, PAPERS, "Chỉ cần thẻ thư viện.")
    context.close()


def skip(page: Page) -> None:
    """Past the head and the menu."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến phần chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_whole_edit_on_a_phone(browser: Browser, served: Program) -> None:
    """By a thumb from the link to the living answer: no page is wider than the screen, nothing too small to hit."""
    context = browsing(browser, served, phone=True)
    page = context.new_page()
    page.goto(served.first_link())
    fits(page)
    page.get_by_role("button", name=ENTER).tap()
    arrived(page, "Tổng quan")
    fits(page)
    page.locator("summary", has_text="Mục lục").tap()
    fits(page)
    page.get_by_role("link", name="Kiến thức", exact=True).tap()
    arrived(page, "Kiến thức")
    fits(page)
    page.get_by_role("link", name="Mượn sách thư viện").tap()
    arrived(page, "Mượn sách thư viện")
    fits(page)
    page.get_by_role("link", name=f"Sửa câu trả lời cho: {PAPERS}").tap()
    arrived(page, "Sửa câu trả lời")
    fits(page)
    page.get_by_label(ANSWER).fill("Chỉ cần căn cước.")
    page.get_by_role("button", name=SAVE).tap()
    arrived(page, "Bản sửa số 1")
    fits(page)
    page.get_by_role("button", name=PREVIEW).tap()
    expect(page.get_by_text("Không có lỗi nào.")).to_be_visible(timeout=BUILT)
    fits(page)
    page.get_by_role("button", name="Xuất bản").tap()
    expect(page.get_by_text(LIVE)).to_be_visible(timeout=BUILT)
    fits(page)
    page.get_by_role("link", name="Mở trang trò chuyện").tap()
    asked(page, PAPERS, "Chỉ cần căn cước.")
    context.close()


def fits(page: Page) -> None:
    """Nothing sticks out, nothing is too small to hit."""
    assert [*too_wide(page), *too_small(page)] == [], page.url


def test_after_an_upgrade(browser: Browser, tiny: Tiny, tmp_path: Path) -> None:
    """What nobody edited takes the new text by itself; what was edited stays, shows both, and can take the new one."""
    content, cache, _ = tiny
    with program(tmp_path / "data", tiny) as served:
        vinh = served.person("vinh", Role.PROVINCE_ADMIN)
        context = browsing(browser, served)
        page = entered(context, served, vinh)
        page.goto(f"{ROOT}/kien-thuc/sua?tep=topics/muon-sach.yaml&cho=statements&cho=documents&cho=giay-to")
        page.get_by_label(ANSWER).fill("Mang theo:\n- Căn cước.\n- Giấy hẹn của xã.")
        page.get_by_role("button", name=SAVE).click()
        publish(page)
        page.goto(f"{ROOT}/kien-thuc/lich-su/ban-goc")
        expect(page.get_by_text("Không có chỗ nào")).to_be_visible()
        context.close()

    newer = copytree(content, tmp_path / "newer")
    books = newer / "topics" / "muon-sach.yaml"
    text = books.read_text("utf-8").replace("- Một tấm ảnh.", "- Hai tấm ảnh.").replace("mang về nhà đọc", "đọc ở nhà")
    books.write_text(text, "utf-8")
    with program(tmp_path / "data", (newer, cache, open_index(newer, cache))) as served:
        context = browsing(browser, served)
        page, chat = entered(context, served, vinh), context.new_page()
        served.brought_up()
        chat.goto("/")
        asked(chat, ABOUT, "Thẻ để mượn sách đọc ở nhà.")
        asked(chat, PAPERS, "Giấy hẹn của xã.")

        page.goto(f"{ROOT}/kien-thuc/lich-su")
        expect(page.get_by_text("Bản cài mới cũng đã đổi 1 chỗ")).to_be_visible()
        page.get_by_role("link", name="So hai bản").click()
        arrived(page, "Bản gốc cũng đã đổi")
        row = page.get_by_role("row").nth(1)
        expect(row.get_by_role("cell").nth(0)).to_contain_text("Giấy hẹn của xã.")
        expect(row.get_by_role("cell").nth(1)).to_contain_text("Hai tấm ảnh.")
        assert "Giấy hẹn" not in row.get_by_role("cell").nth(1).inner_text()
        assert faults(page, axe_script()) == []
        page.set_viewport_size({"width": 360, "height": 740})
        fits(page)
        page.get_by_role("button", name="Lấy bản gốc mới").click()
        expect(page.get_by_text("bản nháp lấy nội dung của bản cài mới")).to_be_visible()
        publish(page)
        asked(chat, PAPERS + " ạ", "Hai tấm ảnh.")
        page.goto(f"{ROOT}/kien-thuc/lich-su/ban-goc")
        expect(page.get_by_text("Không có chỗ nào")).to_be_visible()
        context.close()


def entered(context: BrowserContext, served: Program, person: int) -> Page:
    """In by a link."""
    page = context.new_page()
    page.goto(served.link(person))
    page.get_by_role("button", name=ENTER).click()
    arrived(page, "Tổng quan")
    return page


def publish(page: Page) -> None:
    """The draft that is open, previewed and live."""
    page.get_by_role("button", name=PREVIEW).click()
    expect(page.get_by_text("Không có lỗi nào.")).to_be_visible(timeout=BUILT)
    page.get_by_role("button", name="Xuất bản").click()
    expect(page.get_by_text(LIVE)).to_be_visible(timeout=BUILT)
