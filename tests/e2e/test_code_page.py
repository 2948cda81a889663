"""From a poster's code into the chat: on a phone, by keyboard, without JavaScript, once and not again."""

import asyncio
import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.storage.sqlite import open_sqlite
from handlers.teams.changes import PutCode
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Changes, Commune, Hamlet, Level, Roster, Team
from handlers.turn import Batch
from tests.bot.talk import NOW
from tests.e2e.conftest import PHONE, Server, on_a_phone

pytestmark = pytest.mark.browser

XA = "xã Minh Hợp"
CODE = "K7M3PX"


@pytest.fixture(scope="module")
def coded(server: Server) -> Server:
    """The program with a hamlet that has a code, put there while it serves."""

    async def fill() -> None:
        storage = open_sqlite(server.folder)
        place = Changes((Commune(XA),), (Hamlet(XA, "Xóm 4"),), (Team(XA, Level.HAMLET, "Tổ Xóm 4", ("Xóm 4",)),))
        assert await storage.store_roster(Roster(), place)
        hamlet = (await storage.roster()).hamlets[0]
        await storage.commit_batch(Batch((PutCode(Code(CODE, CodeKind.HAMLET, NOW, hamlet=hamlet)),)), NOW)
        await storage.close()

    # A thread of its own: playwright keeps an event loop in this one.
    thread = threading.Thread(target=lambda: asyncio.run(fill()))
    thread.start()
    thread.join()
    return server


@pytest.fixture
def phone(browser: Browser, coded: Server) -> Iterator[Page]:
    """A fresh phone."""
    context = on_a_phone(browser, coded)
    yield context.new_page()
    context.close()


def own(page: Page) -> list[str]:
    """What the person said."""
    return page.locator(".own p").all_inner_texts()


def test_into_the_chat_once(phone: Page) -> None:
    """The code is the first thing said, is gone from the address, and isn't said again by a reload or going back."""
    complaints: list[str] = []
    phone.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    phone.goto(f"/m/{CODE}")
    expect(phone.get_by_role("heading", name="Tổ Xóm 4")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    phone.get_by_role("link", name="Trò chuyện ngay tại đây").click()

    expect(phone.locator(".card")).to_have_count(1)
    assert own(phone) == [CODE] and CODE not in phone.url
    phone.reload()
    expect(phone.locator(".card")).to_have_count(1)
    phone.go_back()
    phone.go_forward()
    expect(phone.locator(".card")).to_have_count(1)
    assert own(phone) == [CODE]
    assert complaints == []


def test_into_a_conversation_that_goes_on(phone: Page) -> None:
    """What was said before stays; the address typed into the open chat works too."""
    phone.goto("/")
    phone.get_by_text("Chào bà con").wait_for()

    phone.goto(f"/#m={CODE.lower()}")

    expect(phone.locator(".own p")).to_have_text([CODE.lower()])
    expect(phone.locator(".card")).to_have_count(2)
    assert "#" not in phone.url


def test_a_bad_line_loses_and_doubles_nothing(phone: Page) -> None:
    """The page was loaded, then the network went; it comes back after a reload."""
    phone.route("**/api/chat*", lambda route: route.abort())
    phone.goto(f"/#m={CODE}")
    expect(phone.locator(".own p")).to_have_text([CODE])
    phone.reload()
    expect(phone.locator(".own p")).to_have_text([CODE])

    phone.unroute("**/api/chat*")
    phone.evaluate("dispatchEvent(new Event('online'))")

    expect(phone.locator(".card")).to_have_count(1)
    assert own(phone) == [CODE]


def test_something_else_in_the_address(phone: Page) -> None:
    """Isn't said."""
    phone.goto("/#m=<b>xin</b>")
    phone.get_by_text("Chào bà con").wait_for()

    assert own(phone) == []


def test_copying(phone: Page) -> None:
    """By keyboard; it is said that it was copied."""
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto(f"/m/{CODE}")
    phone.get_by_role("button", name="Sao chép mã").focus()
    phone.keyboard.press("Enter")

    expect(phone.get_by_role("status").filter(has_text="Đã sao chép")).to_be_visible()
    assert phone.evaluate("navigator.clipboard.readText()") == "K7M 3PX"


def test_by_keyboard_alone(phone: Page) -> None:
    """The first stop is the way into the chat."""
    phone.goto(f"/m/{CODE}")
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("link", name="Trò chuyện ngay tại đây")).to_be_focused()
    phone.keyboard.press("Enter")

    expect(phone.locator(".own p")).to_have_text([CODE])


def test_without_javascript(browser: Browser, coded: Server) -> None:
    """The code, whose it is and the links are there; no button that would do nothing."""
    context = browser.new_context(viewport=PHONE, base_url=coded.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/m/{CODE}")

    expect(page.get_by_text("K7M 3PX")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Trò chuyện"))).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    page.goto("/m/AAAAAA")
    expect(page.get_by_role("link", name="Vào trang trò chuyện")).to_be_visible()
    context.close()


def test_large_letters_in_a_narrow_window(phone: Page) -> None:
    """Twice the letters on 320 px: everything can be read and pressed."""
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(f"/m/{CODE}")
    phone.evaluate("document.documentElement.style.fontSize = '200%'")

    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
