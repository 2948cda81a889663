"""The pictures of the documentation, taken from the shipped assistant: `python -m tests.e2e.pictures`."""

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.browser import find_chromium
from tests.e2e.conftest import ARGUMENTS, Server

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
HAMLET = ("--commune", "xã Minh Hợp", "--hamlet", "Xóm 4 (mẫu)")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data), "tests.e2e.serve_shipped")
        _troly(data, "sample", "load")
        invited = _troly(data, "invite", "--role", "thanh-vien", *HAMLET)
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
        narrow = browser.new_context(
            viewport={"width": 360, "height": 720}, device_scale_factor=2, is_mobile=True, base_url=server.url
        ).new_page()
        _record(narrow, _code(invited), "sang nay giup 12 nguoi cai VNeID, 3 ca khai sinh nop online")
        narrow.screenshot(path=FOLDER / "visit-phone.png")
        browser.close()
        server.stop()


def _troly(data: str, *arguments: str) -> str:
    """What a command says, over the folder that is served."""
    command = [sys.executable, "-m", "bot", *arguments]
    environment = {**os.environ, "TROLY_DATA": data}
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


def _code(invited: str) -> str:
    found = re.search(r"\b\w{3} \w{3}$", invited, re.MULTILINE)
    assert found, invited
    return found.group()


def _record(page: Page, code: str, note: str) -> None:
    """A new member's first visit, up to the card."""
    page.goto("/")
    page.get_by_role("button", name="Cư trú").wait_for()
    for line, answer in ((code, "gõ họ tên"), ("Nguyễn Thị Ví Dụ", "Đã xong"), (note, "Đúng thì bấm")):
        page.get_by_role("textbox").fill(line)
        page.get_by_role("textbox").press("Enter")
        page.get_by_text(answer).first.wait_for()
    page.wait_for_timeout(600)


def _ask(page: Page, question: str) -> None:
    page.goto("/")
    page.get_by_role("button", name="Cư trú").wait_for()
    page.get_by_role("textbox").fill(question)
    page.get_by_role("textbox").press("Enter")
    page.get_by_role("button", name="Giúp được rồi").wait_for()
    page.wait_for_timeout(600)


if __name__ == "__main__":
    main()
