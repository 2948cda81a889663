"""The shipped assistant on the page: ask, follow up, press, fill a checklist, by touch and by keyboard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Server, on_a_phone

pytestmark = pytest.mark.browser

QUESTION = "Câu hỏi của anh/chị"


@pytest.fixture
def phone(browser: Browser, shipped: Server) -> Iterator[Page]:
    """The chat page on a phone, welcomed by the shipped assistant."""
    context = on_a_phone(browser, shipped)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Cư trú").wait_for()
    yield page
    context.close()


def ask(page: Page, text: str) -> None:
    """Type a question and send it with Enter."""
    page.get_by_label(QUESTION).fill(text)
    page.get_by_label(QUESTION).press("Enter")


def latest(page: Page) -> str:
    """The text of the newest answer."""
    return page.locator(".card").last.inner_text()


def test_ask_without_marks_then_follow_up(phone: Page) -> None:
    """The amounts come with a source line and a day; a follow-up keeps the topic."""
    ask(phone, "lam lai the can cuoc het bao nhieu tien")
    expect(phone.get_by_role("heading", name=re.compile("căn cước")).last).to_be_visible()
    expect(phone.locator(".card").last).to_contain_text("35.000 đồng")
    expect(phone.locator(".card").last).to_contain_text(re.compile(r"Nguồn: .*kiểm tra ngày \d+/\d+/\d{4}"))

    ask(phone, "thế làm ở đâu")
    expect(phone.locator(".card").last).to_contain_text("Công an")


def test_checklist_by_pressing(phone: Page) -> None:
    """Four presses lead to this person's papers, which can be printed."""
    ask(phone, "làm giấy khai sinh cho con cần giấy tờ gì")
    phone.get_by_role("button", name="Giấy tờ cho trường hợp của tôi").last.click()
    for label in ("Chưa quá 60 ngày", "Đã đăng ký kết hôn", "Bệnh viện, trạm y tế", "Tự nộp trên mạng, VNeID"):
        phone.get_by_role("button", name=label).last.click()
    expect(phone.locator(".card").last).to_contain_text("Giấy chứng sinh")
    expect(phone.locator(".card").last).to_contain_text("Nơi nộp")
    expect(phone.get_by_role("button", name="In", exact=True).last).to_be_visible()


def test_near_miss_is_refused_by_name(phone: Page) -> None:
    """What isn't covered is said by name, with who handles it."""
    ask(phone, "Tui muốn ly hôn thì mần răng")
    expect(phone.locator(".card").last).to_contain_text("Ly hôn")
    expect(phone.locator(".card").last).to_contain_text("Tòa án")


def test_no_sideways_scrolling_with_real_answers(phone: Page) -> None:
    """The longest lists fit a phone of 360 pixels."""
    ask(phone, "cách nộp hồ sơ trên cổng dịch vụ công từng bước")
    expect(phone.get_by_role("heading", name=re.compile("Nộp hồ sơ")).last).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_keyboard_only(browser: Browser, shipped: Server) -> None:
    """Tab and Enter are enough: from the field to a button of the newest answer."""
    context = browser.new_context(viewport={"width": 1100, "height": 800}, base_url=shipped.url)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Cư trú").wait_for()
    page.get_by_label(QUESTION).focus()
    page.keyboard.type("đăng ký tạm trú cần gì")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Đăng ký tạm trú").last).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent") == "Hết bao nhiêu tiền":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".card").last).to_contain_text("đồng")
    context.close()
