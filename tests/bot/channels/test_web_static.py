"""The page and its files: light, safe, kept by browsers."""

import re

from bot.channels.platforms import public_links
from bot.channels.web_static import HEADERS, load_static
from bot.settings import Settings, TelegramSettings, ZaloBotSettings, ZaloOaSettings
from tests.bot.talk import Chat


async def test_the_page_names_files_that_exist(chat: Chat) -> None:
    """Each under an address with a version, to be kept for ever; the page itself is asked for anew."""
    async with chat.session.get(chat.url + "/") as response:
        page = await response.text()
        assert response.content_type == "text/html" and response.headers["Cache-Control"] == "no-cache"
    addresses = set(re.findall(r'(?:src|href)="(/[^"]+)"', page))
    assert len(addresses) >= 6

    for address in addresses:
        async with chat.session.get(chat.url + address) as response:
            assert response.status == 200 and "immutable" in response.headers["Cache-Control"]
    async with chat.session.get(chat.url + "/static/old/chat.js") as response:
        assert response.headers["Cache-Control"] == "no-cache" and response.content_type == "text/javascript"


async def test_not_sent_twice(chat: Chat) -> None:
    """A browser that has it is told so."""
    async with chat.session.get(chat.url + "/") as response:
        tag = response.headers["ETag"]

    async with chat.session.get(chat.url + "/", headers={"If-None-Match": tag}) as response:
        assert response.status == 304 and await response.read() == b""
        assert "Content-Security-Policy" in response.headers


async def test_compressed_for_who_can(chat: Chat) -> None:
    """The same content, fewer bytes."""
    async with chat.session.get(chat.url + "/", headers={"Accept-Encoding": "gzip"}) as response:
        zipped = await response.text()
        assert response.headers["Content-Encoding"] == "gzip" and response.headers["Vary"] == "Accept-Encoding"
    async with chat.session.get(chat.url + "/", headers={"Accept-Encoding": "identity"}) as response:
        assert "Content-Encoding" not in response.headers and await response.text() == zipped


async def test_security_headers_are_everywhere(chat: Chat) -> None:
    """On pages, data, health and errors; nothing tells what the server is made of."""
    for path in ("/", "/healthz", "/readyz", "/api/chat?conversation=c", "/api/chat", "/none", "/static/x/chat.css"):
        async with chat.session.get(chat.url + path) as response:
            for name, value in HEADERS.items():
                assert response.headers[name] == value, path
            assert "Server" not in response.headers
            assert "Access-Control-Allow-Origin" not in response.headers


def test_light() -> None:
    """All together under 60 KB before compression; nothing from another host; no markup made from data."""
    files = load_static().files

    assert sum(len(file.body) for file in files.values()) < 60_000
    for name, file in files.items():
        source = file.body.decode().replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"""["'(]https?://""", source), name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", source), name
        if name.endswith(".html"):
            assert not re.search(r"<style|style=|<script>|\son\w+=", source)


def test_the_page_tells_of_the_other_channels() -> None:
    """Each that is on and has an address, and nothing when there is none."""
    settings = Settings(
        telegram=TelegramSettings("t", username="tro_ly_bot"),
        zalo_oa=ZaloOaSettings("1", "s", "w", link="https://zalo.me/1?a=1&b=2"),
        zalo_bot=ZaloBotSettings("t"),
    )

    page = load_static(public_links(settings)).files["index.html"].body.decode()
    plain = load_static(public_links(Settings())).files["index.html"].body.decode()

    assert '<a href="https://t.me/tro_ly_bot" rel="noopener">Trò chuyện trên Telegram</a>' in page
    assert 'href="https://zalo.me/1?a=1&amp;b=2"' in page and "Zalo Bot" not in page
    assert "Trò chuyện trên" not in plain and "<!--" not in plain
