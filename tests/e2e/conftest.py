"""A real chromium, and the program as a process that can be killed and started again."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.browser import NOT_RUN, find_chromium, required

# A busy machine is no fault of the page.
expect.set_options(timeout=20_000)

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = ViewportSize(width=360, height=640)


# Not for the session: playwright keeps an event loop in this thread, which asynchronous tests after it would trip over.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A chromium; without one its tests are skipped, or fail where browser tests are required."""
    path = find_chromium()
    if path is None:
        if required():
            pytest.fail("browser tests are required, and there is no chromium")
        pytest.skip(NOT_RUN)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Server:
    """The program as a process, always on the same port and data."""

    def __init__(self, folder: Path, program: str = "tests.e2e.serve") -> None:
        self.folder, self.program = folder, program
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it and wait until it says that it answers."""
        command = [sys.executable, "-m", self.program, str(self.folder), str(self.port)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        assert self._process.stdout.readline().startswith("Mở http")

    def kill(self) -> None:
        """End it without a warning, as a power cut would."""
        self._end(lambda process: process.kill())

    def stop(self) -> int:
        """Ask it to stop; its exit code."""
        return self._end(lambda process: process.terminate())

    def _end(self, end: Callable[[subprocess.Popen[str]], None]) -> int:
        if self._process is None:
            return 0
        process, self._process = self._process, None
        end(process)
        code = process.wait(timeout=20)
        assert process.stdout is not None
        process.stdout.close()
        return code


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The started program, shared by tests that leave it alone: each has a conversation of its own."""
    yield from _serve(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Server]:
    """A started program of one's own, to be killed and started again."""
    yield from _serve(tmp_path)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The program with the shipped assistant."""
    yield from _serve(tmp_path_factory.mktemp("shipped"), "tests.e2e.serve_shipped")


def _serve(folder: Path, program: str = "tests.e2e.serve") -> Iterator[Server]:
    server = Server(folder / "data", program)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A fresh browser profile on a phone's screen."""
    context = on_a_phone(browser, server)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """The chat page, welcomed."""
    return welcomed(context)


def on_a_phone(browser: Browser, server: Server) -> BrowserContext:
    """A fresh browser profile on a phone's screen."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, base_url=server.url, locale="vi-VN")
    context.set_default_timeout(30_000)
    return context


def welcomed(context: BrowserContext) -> Page:
    """The chat page of a new conversation."""
    page = context.new_page()
    page.goto("/")
    page.get_by_text("Chào bà con").wait_for()
    return page
