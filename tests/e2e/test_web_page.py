"""The chat page in a real browser, as people use it: a cheap phone, a keyboard, a bad line."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

from tests.e2e.conftest import Server, on_a_phone, welcomed

pytestmark = pytest.mark.browser


def ask(page: Page, text: str) -> None:
    """Type a question and send it with Enter."""
    page.get_by_label("Câu hỏi của anh/chị").fill(text)
    page.get_by_label("Câu hỏi của anh/chị").press("Enter")


def own(page: Page, text: str) -> None:
    """The person's own message is there once."""
    expect(page.locator(".own p").filter(has_text=re.compile(f"^{re.escape(text)}$"))).to_have_count(1)


def answers(page: Page) -> list[str]:
    """The first line of each answer."""
    return [text.split("\n")[0] for text in page.locator(".card").all_inner_texts()]


def test_ask(page: Page) -> None:
    """A question shows as typed, its answer below it; the field is empty and ready for the next."""
    ask(page, "khai sinh <b>cần</b> gì")

    expect(page.get_by_text("2: khai sinh <b>cần</b> gì")).to_be_visible()
    own(page, "khai sinh <b>cần</b> gì")
    expect(page.get_by_label("Câu hỏi của anh/chị")).to_be_focused()
    expect(page.get_by_label("Câu hỏi của anh/chị")).to_have_value("")
    expect(page.get_by_role("status").filter(has_text="Đang trả lời")).to_have_count(0)


def test_welcomed_once(page: Page) -> None:
    """A new conversation begins with the menu; a reload doesn't ask for it again."""
    page.reload()

    expect(page.get_by_text("Chào bà con")).to_have_count(1)
    expect(page.locator(".own")).to_have_count(0)


def test_press_a_button(page: Page) -> None:
    """The button's label is the question; the answer has its structure; older buttons can still be pressed."""
    page.get_by_role("button", name="Khai sinh").click()

    expect(page.get_by_role("heading", name="Giấy tờ khai sinh")).to_be_visible()
    own(page, "Khai sinh")
    expect(page.get_by_role("listitem").filter(has_text="Giấy chứng sinh")).to_be_visible()
    link = page.get_by_role("link", name="Nộp trực tuyến")
    assert link.get_attribute("href") == "https://dichvucong.gov.vn"
    assert link.get_attribute("rel") == "noopener noreferrer"
    expect(page.locator(".latest")).to_have_count(1)
    page.get_by_role("button", name="Lệ phí").first.click()
    expect(page.get_by_role("heading", name="Giấy tờ khai sinh")).to_have_count(2)


def test_keyboard_only(page: Page) -> None:
    """Skip link, field, Enter, Shift+Enter, and back to the answer's buttons; the focus is always seen."""
    page.reload()
    page.get_by_text("Chào bà con").wait_for()
    page.locator("body").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tới ô nhập câu hỏi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Câu hỏi của anh/chị")).to_be_focused()

    page.keyboard.type("dòng một")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("dòng hai")
    expect(page.locator(".own")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".own p")).to_have_text("dòng một\ndòng hai")
    expect(page.get_by_text("2: dòng một")).to_be_visible()

    page.keyboard.press("Shift+Tab")
    menu = page.locator(".latest").get_by_role("button", name="Danh mục")
    expect(menu).to_be_focused()
    assert menu.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_text("Chào bà con")).to_have_count(2)


def test_what_a_screen_reader_hears(page: Page) -> None:
    """The conversation is a live log; who speaks is said; everything that can be operated has a name."""
    log = page.get_by_role("log", name="Cuộc trò chuyện")
    expect(log).to_have_attribute("aria-live", "polite")
    ask(page, "chào")
    expect(log.get_by_text("Anh/chị hỏi:")).to_have_count(1)
    expect(log.get_by_text("Trợ lý trả lời:")).to_have_count(2)
    assert page.locator("html").get_attribute("lang") == "vi"
    for control in page.locator("button, a, textarea, summary").all():
        name = control.evaluate("e => e.labels?.[0]?.textContent || e.getAttribute('aria-label') || e.textContent")
        assert name.strip()


@pytest.mark.parametrize(("width", "height", "letters"), [(360, 640, 1.0), (320, 480, 1.0), (360, 640, 2.0)])
def test_fits_a_small_screen(page: Page, width: int, height: int, letters: float) -> None:
    """No sideways scrolling, also with letters twice as large and words that don't end; targets are big enough."""
    page.set_viewport_size({"width": width, "height": height})
    page.locator("html").evaluate(f"html => html.style.fontSize = '{112.5 * letters}%'")
    page.get_by_role("button", name="Khai sinh").click()
    ask(page, "dài" * 200)
    expect(page.get_by_text(re.compile("^3: dài"))).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".top").evaluate("header => header.offsetHeight") <= height / 2
    small = "e => { const box = e.getBoundingClientRect(); return Math.min(box.width, box.height) }"
    for control in page.locator("button:visible, summary, .link a").all():
        assert control.evaluate(small) >= 44, control.inner_text()


def test_a_long_answer_begins_where_it_can_be_read(page: Page) -> None:
    """The question stays in sight above its answer."""
    for _ in range(3):
        ask(page, "giấy tờ")
    expect(page.get_by_role("heading", name="Giấy tờ khai sinh")).to_have_count(3)

    expect(page.locator(".own").last).to_be_in_viewport()


def test_reload_keeps_the_conversation(page: Page) -> None:
    """Questions, answers and buttons are there again, in order; the id is in no address."""
    ask(page, "câu một")
    page.get_by_text("2: câu một").wait_for()
    page.locator(".latest").get_by_role("button", name="Khai sinh").click()
    page.get_by_role("heading", name="Giấy tờ khai sinh").wait_for()
    before = answers(page)

    page.reload()

    expect(page.get_by_role("heading", name="Giấy tờ khai sinh")).to_be_visible()
    assert answers(page) == before
    own(page, "câu một")
    own(page, "Khai sinh")
    assert urlsplit(page.url).query == "" and urlsplit(page.url).fragment == ""


def test_forget(page: Page) -> None:
    """After a confirmation this machine knows nothing of the conversation; without it nothing happens."""
    ask(page, "riêng tư")
    page.get_by_text("2: riêng tư").wait_for()
    page.locator("summary").click()

    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Xóa cuộc trò chuyện trên máy này").click()
    expect(page.locator(".own")).to_have_count(1)

    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Xóa cuộc trò chuyện trên máy này").click()
    expect(page.locator(".own")).to_have_count(0)
    expect(page.get_by_text("Chào bà con")).to_have_count(1)


def test_server_killed_and_started_again(browser: Browser, mortal: Server) -> None:
    """What was asked meanwhile waits and is answered once, in the same conversation."""
    context = on_a_phone(browser, mortal)
    page = welcomed(context)
    ask(page, "trước")
    page.get_by_text("2: trước").wait_for()
    mortal.kill()

    ask(page, "lúc mất điện")
    expect(page.locator("#banner")).to_be_visible()
    own(page, "lúc mất điện")
    mortal.start()

    expect(page.get_by_text("3: lúc mất điện")).to_be_visible(timeout=20_000)
    expect(page.locator("#banner")).to_be_hidden()
    own(page, "lúc mất điện")
    page.reload()
    expect(page.get_by_text("3: lúc mất điện")).to_have_count(1)
    ask(page, "sau")
    expect(page.get_by_text("4: sau")).to_be_visible()
    context.close()


def test_an_answer_that_got_lost(page: Page) -> None:
    """The server handled it, the page never heard: the same event is sent again, and nothing is doubled."""
    events: list[object] = []

    def lose(route, request) -> None:  # type: ignore[no-untyped-def]
        events.append(request.post_data_json["event"])
        if len(events) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/api/chat", lose)
    ask(page, "một lần thôi")

    expect(page.get_by_text("2: một lần thôi")).to_have_count(1)
    expect(page.locator("#banner")).to_be_hidden()
    assert len(events) == 2 and events[0] == events[1]
    own(page, "một lần thôi")
    ask(page, "tiếp")
    expect(page.get_by_text("3: tiếp")).to_be_visible()


def test_offline(page: Page, context: BrowserContext) -> None:
    """A banner says so, the messages are kept over a closed page, and are answered in order when the line is back."""
    context.set_offline(True)
    ask(page, "không mạng 1")
    ask(page, "không mạng 2")
    expect(page.get_by_text("Mất kết nối mạng")).to_be_visible()
    page.close()
    context.set_offline(False)

    page = context.new_page()
    page.goto("/")

    expect(page.get_by_text("3: không mạng 2")).to_be_visible()
    expect(page.get_by_text("2: không mạng 1")).to_have_count(1)
    own(page, "không mạng 1")
    own(page, "không mạng 2")


def test_another_tab(page: Page, context: BrowserContext) -> None:
    """Two pages of one browser show one conversation; each hears by events what the other asked."""
    other = context.new_page()
    other.goto("/")
    other.get_by_text("Chào bà con").wait_for()

    ask(page, "từ trang kia")

    expect(other.get_by_text("2: từ trang kia")).to_have_count(1)
    own(other, "từ trang kia")


def test_without_storage(browser: Browser, server: Server) -> None:
    """A browser that remembers nothing can still chat."""
    context = browser.new_context(base_url=server.url)
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    page = context.new_page()
    page.goto("/")
    ask(page, "chào")

    expect(page.get_by_text("2: chào")).to_have_count(1)
    context.close()


def test_without_events(browser: Browser, server: Server) -> None:
    """Where events don't come, looking from time to time brings later replies."""
    context = browser.new_context(base_url=server.url)
    context.add_init_script("delete window.EventSource")
    page = context.new_page()
    page.goto("/")
    page.get_by_text("Chào bà con").wait_for()
    conversation = page.evaluate("localStorage.getItem('troly.conversation')")

    page.request.post("/api/chat", data={"conversation": conversation, "event": "x", "text": "từ nơi khác"})

    expect(page.get_by_text("2: từ nơi khác")).to_have_count(1, timeout=15_000)
    context.close()


def test_print_and_copy(page: Page, context: BrowserContext, server: Server) -> None:
    """A document can be copied as text, and printed alone."""
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    page.evaluate("() => { window.print = () => (window.printed = document.querySelector('.printed h2').textContent) }")
    ask(page, "chào")
    ask(page, "giấy tờ")
    page.get_by_role("button", name="Sao chép").click()
    expect(page.get_by_role("button", name="Đã sao chép")).to_be_visible()
    assert "- Giấy chứng sinh" in page.evaluate("navigator.clipboard.readText()")

    page.get_by_role("button", name="In", exact=True).click()
    assert page.evaluate("window.printed") == "Giấy tờ khai sinh"
    page.emulate_media(media="print")
    expect(page.get_by_text("Hôm nay 2026-11-21.")).to_be_hidden()
    expect(page.get_by_role("heading", name="Giấy tờ khai sinh")).to_be_visible()
    expect(page.get_by_label("Câu hỏi của anh/chị")).to_be_hidden()


def test_refused(page: Page) -> None:
    """What the server will never take is said in its words, and doesn't hold up the next message."""
    ask(page, "x" * 70_000)
    expect(page.get_by_text("tối đa 64 KB")).to_be_visible()

    ask(page, "ngắn thôi")
    expect(page.get_by_text("2: ngắn thôi")).to_be_visible()


def test_light_alone_and_within_its_policy(context: BrowserContext, server: Server) -> None:
    """Under 150 KB, no request to another host, nothing that the Content-Security-Policy had to stop."""
    page = context.new_page()
    responses: list[Response] = []
    requests: list[Request] = []
    faults: list[str] = []
    page.on("response", lambda response: responses.append(response))
    page.on("request", lambda request: requests.append(request))
    page.on("pageerror", lambda error: faults.append(str(error)))

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(message.text)

    page.on("console", hear)
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.error('CSP', e.violatedDirective))"
    )
    page.goto("/")
    page.get_by_text("Chào bà con").wait_for()
    page.get_by_role("button", name="Khai sinh").click()
    page.get_by_role("heading", name="Giấy tờ khai sinh").wait_for()

    assert faults == []
    assert {urlsplit(request.url).netloc for request in requests} == {urlsplit(server.url).netloc}
    plain = [response for response in responses if "/events" not in response.url]
    assert len(plain) >= 8 and sum(len(response.body()) for response in plain) < 150_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out(page: Page, scheme: str) -> None:
    """Text has at least 4.5 : 1 against its ground, in daylight and at night."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    ask(page, "giấy tờ")
    page.get_by_role("heading", name="Giấy tờ khai sinh").wait_for()

    for place in (".name p", ".care", ".own p", ".card p", ".card h2", ".small", ".latest .choices button", "#send"):
        assert page.locator(place).first.evaluate(CONTRAST) >= 4.5, place


CONTRAST = """element => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const part = (c) => ((c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  let ground = element;
  const clear = (e) => (numbers(getComputedStyle(e).backgroundColor)[3] ?? 1) < 1;
  while (ground.parentElement && clear(ground)) ground = ground.parentElement;
  const pair = [
    light(numbers(getComputedStyle(element).color)),
    light(numbers(getComputedStyle(ground).backgroundColor)),
  ].sort((a, b) => b - a);
  return (pair[0] + 0.05) / (pair[1] + 0.05);
}"""
