"""The console in a real browser: in by a link, every page by axe, by keyboard, on a phone, without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from knowledge.understand import Understander
from tests.bot.console.world import ROOT
from tests.e2e.axe import axe_script, faults
from tests.e2e.conftest import PHONE
from tests.e2e.office import Office

pytestmark = pytest.mark.browser

ENTER = "Vào trang quản trị"
OF_COMMUNE = ("/", "/con-nguoi", "/don-vi", "/ma-moi", "/luot", "/yeu-cau", "/nhat-ky", "/phien")
OF_PROVINCE = ("/", "/con-nguoi", "/hang-doi", "/cai-dat", "/suc-khoe", "/nhat-ky")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, understander: Understander) -> Iterator[Office]:
    """One for all tests here."""
    office = Office(tmp_path_factory.mktemp("office"), understander)
    yield office
    office.close()


@pytest.fixture
def context(browser: Browser, office: Office) -> Iterator[BrowserContext]:
    """A fresh browser at a desk."""
    context = browser.new_context(
        viewport={"width": 1200, "height": 900}, base_url=office.console.url, locale="vi-VN", reduced_motion="reduce"
    )
    context.set_default_timeout(30_000)
    yield context
    context.close()


def signed_in(context: BrowserContext, link: str) -> Page:
    """A page behind the door. Complaints of the browser (a broken rule of the CSP too) fail the test."""
    page = context.new_page()
    page.goto(link)
    page.get_by_role("button", name=ENTER).click()
    expect(page.get_by_role("heading", level=1, name="Tổng quan")).to_be_visible()
    return page


def test_every_page_is_for_everybody(context: BrowserContext, office: Office, browser: Browser) -> None:
    """axe finds nothing serious, the browser complains of nothing, light and dark, wide and narrow."""
    script = axe_script()
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(office.link(office.hoa))
    assert faults(page, script) == []
    page.get_by_role("button", name=ENTER).click()
    found: dict[str, list[str]] = {}
    for path in OF_COMMUNE:
        page.goto(ROOT + path)
        found[path] = faults(page, script)
    for path, first in (("/luot", "21/11/2026"), ("/yeu-cau", "21/11/2026"), ("/con-nguoi", "Hồ Thị Lan")):
        page.goto(ROOT + path)
        page.get_by_role("link", name=first).first.click()
        found[f"{path}/…"] = faults(page, script)
    page.emulate_media(color_scheme="dark")
    for path in ("/", "/luot", "/ma-moi"):
        page.goto(ROOT + path)
        found[f"{path} dark"] = faults(page, script)
    page.set_viewport_size(PHONE)
    for path in OF_COMMUNE:
        page.goto(ROOT + path)
        found[f"{path} narrow"] = faults(page, script)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
    assert complaints == []
    page.goto(f"{ROOT}/luot?den=31/2/2026")
    found["faults"] = faults(page, script)
    page.goto(f"{ROOT}/cai-dat")
    found["refused"] = faults(page, script)
    context.clear_cookies()
    signed = signed_in(context, office.link(office.vinh))
    for path in OF_PROVINCE:
        signed.goto(ROOT + path)
        found[f"province {path}"] = faults(signed, script)
    assert {path: items for path, items in found.items() if items} == {}


def test_by_keyboard_alone(context: BrowserContext, office: Office) -> None:
    """From the link to a visit that is taken back, without a mouse; where one is can always be seen."""
    page = context.new_page()
    page.goto(office.link(office.hoa))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == ENTER
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Tổng quan")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến phần chính")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Lượt hỗ trợ").last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Lượt hỗ trợ")).to_be_visible()
    page.get_by_role("searchbox").focus()
    page.keyboard.type("bhyt")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="19/11/2026").focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    reason = page.get_by_role("textbox", name="Lý do rút")
    reason.focus()
    page.keyboard.type("ghi nhầm xóm")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Lượt này đã rút")).to_be_visible()
    page.get_by_role("button", name="Khôi phục lượt này").press("Enter")
    expect(page.get_by_role("button", name="Rút lượt này")).to_be_visible()


def test_without_javascript_on_a_phone(browser: Browser, office: Office) -> None:
    """Signing in, the menu, a filter and signing out all work."""
    context = browser.new_context(
        java_script_enabled=False, viewport=PHONE, base_url=office.console.url, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    page.goto(office.link(office.hoa))
    page.get_by_role("button", name=ENTER).tap()
    page.locator("summary").tap()
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


def test_a_used_link_is_refused(context: BrowserContext, office: Office) -> None:
    """The second browser is told why, and how to get a new one."""
    link = office.link(office.hoa)
    signed_in(context, link)

    page = context.new_page()
    page.goto(link)

    expect(page.get_by_role("heading", name="Liên kết này đã dùng rồi")).to_be_visible()
    expect(page.get_by_text("Nhắn /quantri cho trợ lý")).to_be_visible()
