"""The console in a real browser: in by a link, every page by axe, by keyboard, on a phone, without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from handlers.console.link import address
from knowledge.understand import Understander
from tests.bot.console.world import ROOT
from tests.e2e.axe import axe_script, faults
from tests.e2e.office import Office
from tests.e2e.shape import arrived, tab_to, too_small, too_wide

pytestmark = pytest.mark.browser

ENTER = "Vào trang quản trị"
DESK, PHONE = ViewportSize(width=1200, height=900), ViewportSize(width=360, height=740)
TOPIC = f"{ROOT}/kien-thuc/chu-de/khai-sinh"
FORM = f"{ROOT}/kien-thuc/sua?tep=topics/khai-sinh.yaml&cho=statements&cho=fee&cho=dung-han"
# What belongs to the commune of Minh Hợp alone.
OURS = ("Hồ Thị Lan", "Lô Văn Páo", "giúp 12 người", "cài vneid cho ông nhà tui")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, understander: Understander) -> Iterator[Office]:
    """One for all tests here."""
    office = Office(tmp_path_factory.mktemp("office"), understander)
    yield office
    office.close()


@pytest.fixture
def context(browser: Browser, office: Office) -> Iterator[BrowserContext]:
    """A fresh browser at a desk."""
    context = browser.new_context(viewport=DESK, base_url=office.console.url, locale="vi-VN", reduced_motion="reduce")
    context.set_default_timeout(30_000)
    yield context
    context.close()


def signed_in(context: BrowserContext, link: str) -> Page:
    """A page behind the door."""
    page = context.new_page()
    page.goto(link)
    page.get_by_role("button", name=ENTER).click()
    arrived(page, "Tổng quan")
    return page


def pages_of(page: Page) -> list[str]:
    """The address of everything that somebody comes to by the menu, and of one item of each list."""
    menu: list[str] = page.eval_on_selector_all(".side a", "links => links.map(link => link.pathname)")
    found = [*menu, f"{ROOT}/phien"]
    for path in [*menu, f"{ROOT}/kien-thuc/danh-ba"]:
        page.goto(path)
        tabs: list[str] = page.eval_on_selector_all(
            ".tabs a", "links => links.map(link => link.pathname + link.search)"
        )
        one: list[str] = page.eval_on_selector_all("tbody th a", "links => links.slice(0, 1).map(link => link.href)")
        found += [*tabs, *one]
    return list(dict.fromkeys([*found, TOPIC, FORM]))


def test_every_page_is_for_everybody(context: BrowserContext, office: Office) -> None:
    """axe finds nothing serious on any page, nor in the dark, nor on a phone; the browser complains of nothing."""
    script, complaints = axe_script(), list[str]()
    found: dict[str, list[str]] = {}
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(office.link(office.hoa))
    found["the door"] = faults(page, script)
    page.get_by_role("button", name=ENTER).click()
    arrived(page, "Tổng quan")
    # Those about knowledge are looked at where there is little of it (test_console_knowledge.py).
    for path in [path for path in pages_of(page) if "/kien-thuc" not in path]:
        page.goto(path)
        found[path] = faults(page, script)
        if path in (f"{ROOT}/", f"{ROOT}/luot", f"{ROOT}/ma-moi"):
            page.emulate_media(color_scheme="dark")
            found[f"{path} dark"] = faults(page, script, "color-contrast")
            page.emulate_media(color_scheme="light")
        if path in (f"{ROOT}/luot", f"{ROOT}/phien"):
            page.set_viewport_size(PHONE)
            found[f"{path} narrow"] = faults(page, script)
            page.set_viewport_size(DESK)
    assert complaints == []
    page.goto(f"{ROOT}/luot?den=31/2/2026")
    found["faults"] = faults(page, script)
    page.goto(f"{ROOT}/cai-dat")
    found["refused"] = faults(page, script)
    context.clear_cookies()
    province = signed_in(context, office.link(office.vinh))
    for path in ("/hang-doi", "/cai-dat", "/suc-khoe"):
        province.goto(ROOT + path)
        found[f"province {path}"] = faults(province, script)
    assert {path: items for path, items in found.items() if items} == {}


def test_every_page_fits_a_phone(browser: Browser, office: Office) -> None:
    """Nothing sticks out, nor on the smallest phone or with letters twice as large; what is pressed is a finger high."""
    found: dict[str, list[str]] = {}
    for admin in (office.hoa, office.vinh):
        context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, base_url=office.console.url)
        page = signed_in(context, office.link(admin))
        paths = pages_of(page)
        assert len(paths) > 20
        for path in paths:
            page.goto(path)
            found[path] = [*too_wide(page), *too_small(page)]
        page.set_viewport_size({"width": 320, "height": 600})
        for path in (f"{ROOT}/", f"{ROOT}/nhat-ky", f"{ROOT}/kien-thuc/tu-dien", FORM):
            page.goto(path)
            found[f"{path} at 320"] = too_wide(page)
        page.set_viewport_size({"width": 640, "height": 700})
        for path in (f"{ROOT}/", f"{ROOT}/ma-moi", f"{ROOT}/luot", FORM):
            page.goto(path)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            found[f"{path} at 200 %"] = too_wide(page)
        context.close()
    assert {path: items for path, items in found.items() if items} == {}


def test_by_keyboard_alone(context: BrowserContext, office: Office) -> None:
    """From the link to a visit that is taken back, without a mouse; where one is can always be seen."""
    page, key = context.new_page(), context.pages[-1].keyboard
    page.goto(office.link(office.hoa))
    tab_to(page, page.get_by_role("button", name=ENTER))
    key.press("Enter")
    arrived(page, "Tổng quan")
    key.press("Tab")
    expect(page.get_by_role("link", name="Đến phần chính")).to_be_focused()
    key.press("Enter")
    expect(page.locator("main")).to_be_focused()
    key.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)

    tab_to(page, page.get_by_label("Mục lục").get_by_role("link", name="Lượt hỗ trợ"), key="Shift+Tab")
    key.press("Enter")
    arrived(page, "Lượt hỗ trợ")
    tab_to(page, page.get_by_role("searchbox"))
    key.type("bhyt")
    key.press("Enter")
    expect(page.get_by_role("row")).to_have_count(2)
    arrived(page, "Lượt hỗ trợ")
    tab_to(page, page.get_by_role("link", name="19/11/2026"))
    key.press("Enter")
    arrived(page, "Lượt hỗ trợ ở Bản Nà")
    tab_to(page, page.get_by_role("textbox", name="Lý do rút"))
    key.type("ghi nhầm xóm")
    key.press("Enter")
    expect(page.get_by_text("Lượt này đã rút")).to_be_visible()
    arrived(page, "Lượt hỗ trợ ở Bản Nà")
    # What came of it has the focus, so that one goes on from there and a screen reader says it.
    expect(page.get_by_role("status").locator("p")).to_be_focused()
    tab_to(page, page.get_by_role("button", name="Khôi phục lượt này"))
    key.press("Enter")
    expect(page.get_by_role("button", name="Rút lượt này")).to_be_visible()


def test_without_javascript_on_a_phone(browser: Browser, office: Office) -> None:
    """Signing in, the menu, a filter and signing out all work."""
    context = browser.new_context(
        java_script_enabled=False, viewport=PHONE, base_url=office.console.url, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    page.goto(office.link(office.hoa))
    page.get_by_role("button", name=ENTER).tap()
    page.locator("summary", has_text="Mục lục").tap()
    page.get_by_role("link", name="Người", exact=True).tap()
    page.get_by_label("Vai trò").select_option("leader")
    page.get_by_role("button", name="Lọc").tap()
    expect(page.get_by_text("Trần Đức Thắng")).to_be_visible()
    assert "Hồ Thị Lan" not in page.content()
    page.get_by_role("button", name="Đăng xuất").tap()
    expect(page.get_by_role("heading", name="Đã đăng xuất")).to_be_visible()
    page.goto(f"{ROOT}/con-nguoi")
    expect(page.get_by_role("heading", name="Anh/chị chưa đăng nhập")).to_be_visible()
    context.close()


def test_links_that_open_nothing(context: BrowserContext, office: Office) -> None:
    """A used one, one that is over, a garbled one and one of another assistant: why, and how to get a new one."""
    used, over = office.link(office.hoa), office.link(office.vinh)
    signed_in(context, used)
    context.clear_cookies()
    office.console.village.later(minutes=11)
    links = {
        used: "Liên kết này đã dùng rồi",
        over: "Liên kết này đã hết hạn",
        used[:-7]: "Liên kết này không dùng được",
        f"{ROOT}/vao?ma=%00%22%3E%3Cb%3E": "Liên kết này không dùng được",
        address("", "X" * (len(used) - len(address("", "")))): "Liên kết này không dùng được",
    }
    page = context.new_page()
    for link, why in links.items():
        page.goto(link)
        expect(page.get_by_role("heading", name=why)).to_be_visible()
        expect(page.get_by_text("Nhắn /quantri cho trợ lý")).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)
    page.goto(f"{ROOT}/luot")
    expect(page.get_by_role("heading", name="Anh/chị chưa đăng nhập")).to_be_visible()


def test_what_is_not_ones_own(context: BrowserContext, office: Office) -> None:
    """A member and an administrator of another commune type addresses in and open a colleague's: words, and no data."""
    colleague = signed_in(context, office.link(office.hoa))
    shared = [path for path in pages_of(colleague) if path.split("/")[-2] in ("luot", "yeu-cau", "con-nguoi")]
    assert len(shared) == 3
    context.clear_cookies()

    assert "/quan-tri" not in office.hears(office.lan, "/quantri")
    page = context.new_page()
    for path in (*shared, f"{ROOT}/", f"{ROOT}/luot", f"{ROOT}/con-nguoi?tai=1"):
        refused(page, path, "Anh/chị chưa đăng nhập", "hỏi quản trị xã")

    page = signed_in(context, office.link(office.tuan))
    for path in shared:
        refused(page, path, "Không có trang này", "hỏi quản trị nơi đó hoặc quản trị tỉnh")
    for path in ("/hang-doi", "/cai-dat", "/suc-khoe"):
        refused(page, ROOT + path, "Phần này không thuộc quyền của anh/chị", "nhờ người quản trị phụ trách")
    for path in ("/luot", "/yeu-cau", "/con-nguoi", "/don-vi", "/nhat-ky", "/luot?xom=1", "/con-nguoi?q=Lan"):
        page.goto(ROOT + path)
        assert "Cao Xuân Tuấn" in page.content()
        assert [text for text in (*OURS, "Minh Hợp") if text in page.content()] == [], path


def refused(page: Page, path: str, why: str, whom: str) -> None:
    """Says so and whom to ask, and holds nothing of the data."""
    page.goto(path)
    expect(page.get_by_role("heading", level=1, name=why)).to_be_visible()
    expect(page.get_by_text(whom)).to_be_visible()
    assert [text for text in (*OURS, "Minh Hợp") if text in page.content()] == [], path


def test_signed_out_in_another_tab(context: BrowserContext, office: Office) -> None:
    """What was typed meanwhile is handed back, after signing in anew too."""
    page = signed_in(context, office.link(office.vinh))
    page.goto(FORM)
    page.get_by_label("Câu trả lời (cần điền)").fill("Không mất tiền nếu đi trong 60 ngày.")
    other = context.new_page()
    other.goto(f"{ROOT}/")
    other.get_by_role("button", name="Đăng xuất").click()
    expect(other.get_by_role("heading", name="Đã đăng xuất")).to_be_visible()

    page.get_by_role("button", name="Lưu bản nháp").click()

    expect(page.get_by_role("heading", name="Anh/chị chưa đăng nhập")).to_be_visible()
    expect(page.get_by_text("Nhắn /quantri cho trợ lý")).to_be_visible()
    kept = page.get_by_role("textbox").all()
    assert "Không mất tiền nếu đi trong 60 ngày." in [one.input_value() for one in kept]

    stale = signed_in(context, office.link(office.vinh))
    stale.goto(FORM)
    stale.get_by_label("Câu trả lời (cần điền)").fill("Không mất tiền.")
    context.clear_cookies()
    signed_in(context, office.link(office.vinh))
    stale.get_by_role("button", name="Lưu bản nháp").click()
    expect(stale.get_by_role("heading", name="Biểu mẫu đã cũ")).to_be_visible()
    assert "Không mất tiền." in [one.input_value() for one in stale.get_by_role("textbox").all()]
