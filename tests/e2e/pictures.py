"""The pictures of the documentation, taken from the shipped assistant: `python -m tests.e2e.pictures`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.browser import find_chromium
from tests.e2e.conftest import ARGUMENTS, Server

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data), "tests.e2e.serve_shipped")
        server.start()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        phone = browser.new_context(
            viewport={"width": 390, "height": 780}, device_scale_factor=2, is_mobile=True, base_url=server.url
        ).new_page()
        _ask(phone, "lam lai the can cuoc het bao nhieu tien")
        phone.screenshot(path=FOLDER / "chat-phone.png")
        desktop = browser.new_context(viewport={"width": 1100, "height": 900}, base_url=server.url).new_page()
        _ask(desktop, "Con dâu tui mới đẻ, mần giấy khai sinh cần giấy chi?")
        desktop.screenshot(path=FOLDER / "chat-desktop.png")
        browser.close()
        server.stop()


def _ask(page: Page, question: str) -> None:
    page.goto("/")
    page.get_by_role("button", name="Cư trú").wait_for()
    page.get_by_role("textbox").fill(question)
    page.get_by_role("textbox").press("Enter")
    page.get_by_role("button", name="Giúp được rồi").wait_for()
    page.wait_for_timeout(600)


if __name__ == "__main__":
    main()
