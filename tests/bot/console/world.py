"""The console in tests: a village whose program serves, and browsers without JavaScript that visit it."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from bot.app import Assemble, running
from bot.settings import Settings
from handlers.reply import Link
from knowledge.understand import Understander
from tests.bot.assistant import assembled
from tests.village import KEY, Talker, Village

ROOT = "/quan-tri"
URL = "https://troly.test"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


class Console:
    """A village and the address at which its program serves."""

    def __init__(self, village: Village, url: str) -> None:
        self.village, self.url = village, url

    def link_for(self, admin: Talker) -> str:
        """The address that an administrator gets in chat, without its host."""
        admin.says("/quantri")
        links = [block.url for reply in admin.replies for block in reply.blocks if isinstance(block, Link)]
        assert len(links) == 1, admin.text
        return links[0].removeprefix(URL)

    def visitor(self, agent: str = PHONE) -> "Visitor":
        """A fresh browser."""
        return Visitor(self.url, agent)

    def signed_in(self, admin: Talker, agent: str = PHONE) -> "Visitor":
        """A browser that came by a link of an administrator."""
        visitor = self.visitor(agent).opens(self.link_for(admin)).submits("Vào trang quản trị")
        assert visitor.status == 200 and visitor.path == f"{ROOT}/", visitor.text
        return visitor


class Visitor:
    """A browser: `text` and `html` of the page, its `status` and `path`."""

    def __init__(self, url: str, agent: str) -> None:
        self._host, self._agent = urlsplit(url).netloc, agent
        self.cookies: dict[str, str] = {}
        self.html, self.status, self.path, self.body = "", 0, "/", b""
        self.headers: dict[str, str] = {}
        self.cookie_lines: list[str] = []

    def opens(self, path: str, headers: dict[str, str] | None = None) -> "Visitor":
        """Go to an address."""
        return self._go("GET", path, headers=headers)

    def follows(self, label: str) -> "Visitor":
        """Press a link by its words."""
        for address, words in re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', self.html, re.DOTALL):
            if label in _words(words):
                return self._go("GET", urljoin(self.path, unescape(address)))
        raise AssertionError(f"no link {label!r} in: {self.text}")

    def submits(self, label: str, headers: dict[str, str] | None = None, **fields: str) -> "Visitor":
        """Press a form's button by its words, its fields filled in."""
        for head, body in re.findall(r"<form([^>]*)>(.*?)</form>", self.html, re.DOTALL):
            button = re.search(r"<button[^>]*>(.*?)</button>", body, re.DOTALL)
            if button and label in _words(button.group(1)):
                action = re.search(r'action="([^"]*)"', head)
                values = _filled(body)
                values |= {name.replace("_", "-"): value for name, value in fields.items()}
                path = urljoin(self.path, unescape(action.group(1))) if action else self.path
                if 'method="post"' in head:
                    return self.sends(path, values, headers)
                return self._go("GET", f"{path.partition('?')[0]}?{urlencode(values)}")
        raise AssertionError(f"no button {label!r} in: {self.text}")

    def sends(self, path: str, values: dict[str, str], headers: dict[str, str] | None = None) -> "Visitor":
        """A form's fields to an address."""
        own = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "null", "Sec-Fetch-Site": "same-origin"}
        return self._go("POST", path, urlencode(values), {**own, **(headers or {})})

    def sends_file(self, path: str, name: str, body: bytes, values: dict[str, str]) -> "Visitor":
        """A form's fields and a file (`tep`) to an address."""
        mark = b"--------edge"
        parts = [f'name="{key}"\r\n\r\n{value}'.encode() for key, value in values.items()]
        parts.append(f'name="tep"; filename="{name}"\r\n\r\n'.encode() + body)
        lines = b"".join(b"--" + mark + b"\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts)
        kind = f"multipart/form-data; boundary={mark.decode()}"
        headers = {"Content-Type": kind, "Origin": "null", "Sec-Fetch-Site": "same-origin"}
        return self._go("POST", path, lines + b"--" + mark + b"--\r\n", headers)

    def _go(self, method: str, path: str, body: str | bytes = "", headers: dict[str, str] | None = None) -> "Visitor":
        connection = HTTPConnection(self._host, timeout=20)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, {"User-Agent": self._agent, "Cookie": cookie, **(headers or {})})
        response = connection.getresponse()
        self.body, self.status, self.path = response.read(), response.status, path
        self.headers = dict(response.getheaders())
        lines = response.headers.get_all("Set-Cookie") or []
        self.cookie_lines += lines
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
                if morsel["max-age"] == "0":
                    del self.cookies[name]
        connection.close()
        self.html = self.body.decode(errors="replace")
        if self.status in (303, 308):
            return self._go("GET", urljoin(path, self.headers["Location"]))
        return self

    def hidden(self, name: str) -> str:
        """What the first hidden field of a name holds; "" where there is none."""
        found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', self.html)
        return unescape(found.group(1)) if found else ""

    @property
    def text(self) -> str:
        """What stands on the page, in one line."""
        return _words(self.html)

    @property
    def rows(self) -> list[str]:
        """The rows of the list, each in one line."""
        found = re.search(r"<tbody.*?</tbody>", self.html, re.DOTALL)
        return [_words(row) for row in re.findall(r"<tr.*?</tr>", found.group(), re.DOTALL)] if found else []


def _filled(form: str) -> dict[str, str]:
    """What a form's fields hold as the page came."""
    values: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value and ("checkbox" not in tag or " checked" in tag):
            values[name.group(1)] = unescape(value.group(1))
    for name, inner in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', inner)
        values[name] = unescape(chosen.group(1)) if chosen else ""
    for name, inner in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        values[name] = unescape(inner).removeprefix("\n")
    return values


def _words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@contextmanager
def serving(
    folder: Path, understander: Understander, public_url: str = URL, assemble: Assemble = assembled
) -> Iterator[Console]:
    """The village's program on a free port, its clock the village's; content can be edited where a `Live` is assembled."""
    village = Village(folder, understander, console_url=public_url or URL)
    settings = Settings(data=folder / "data", port=0, secret_key=KEY, public_url=public_url)
    ready, over = threading.Event(), threading.Event()
    found: list[str] = []

    async def serve() -> None:
        async with running(settings, assemble, lambda: village.now) as url:
            found.append(url)
            ready.set()
            await asyncio.to_thread(over.wait)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        assert ready.wait(20)
        yield Console(village, found[0])
    finally:
        over.set()
        thread.join()
        village.close()
