"""The chat page and its files: read once, compressed once, with security headers for everything the server says.

The page names its files as `/static/chat.js`; it is sent with `/static/<version>/chat.js`, one version for all of them,
so that they may be kept for ever and never mix with those of another release.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from aiohttp import web

from bot import texts

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

INDEX = "index.html"
# Where the page lists the other channels.
_ELSEWHERE = "<!-- channels -->"
PREFIX = "/static/"
_TYPES = {".webmanifest": "application/manifest+json", ".js": "text/javascript", ".svg": "image/svg+xml"}
# What is at an address with a version never changes; the page itself is asked for anew each time.
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is sent."""

    type: str
    body: bytes
    zipped: bytes
    tag: str


@dataclass(frozen=True, slots=True)
class Static:
    """All files of a release."""

    version: str
    files: Mapping[str, StaticFile]


STATIC = web.AppKey("static", Static)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """The security headers, on every response (a signal of aiohttp)."""
    response.headers.update(HEADERS)
    response.headers.popall("Server", None)


def load_static(elsewhere: Sequence[tuple[str, str]] = ()) -> Static:
    """The files of the chat page. `elsewhere`: names and addresses where people may talk with the assistant too."""
    folder = files("bot") / "web" / "static"
    bodies = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    version = _hash(b"".join(name.encode() + bodies[name] for name in sorted(bodies)))
    page = bodies[INDEX].decode().replace(_ELSEWHERE, _links(elsewhere))
    bodies[INDEX] = page.replace(f'"{PREFIX}', f'"{PREFIX}{version}/').encode()
    return Static(version, {name: static_file(name, body) for name, body in bodies.items()})


def add_static(app: web.Application, static: Static) -> None:
    """Serve the page at `/` and its files under `/static/<version>/`; other pages find them in the application."""
    app[STATIC] = static

    async def page(request: web.Request) -> web.Response:
        return send_file(request, static.files[INDEX], ASK_AGAIN)

    async def file(request: web.Request) -> web.Response:
        found = static.files.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        # A page of an older release may still ask: it gets today's file, but must not keep it under that name.
        return send_file(request, found, FOREVER if request.match_info["version"] == static.version else ASK_AGAIN)

    app.router.add_get("/", page)
    app.router.add_get(PREFIX + "{version}/{name}", file)


def send_file(request: web.Request, file: StaticFile, caching: str) -> web.Response:
    """A file, compressed where the browser takes it so; nothing of it when the browser has it."""
    # Weak: the same content, compressed or not.
    headers = {"ETag": f'W/"{file.tag}"', "Cache-Control": caching, "Vary": "Accept-Encoding"}
    if any(known.value == file.tag for known in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    body = file.body
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = file.zipped
    return web.Response(body=body, headers={**headers, "Content-Type": file.type})


def static_file(name: str, body: bytes) -> StaticFile:
    """A file with its type, compressed, and a tag that changes with it."""
    suffix = name[name.rfind(".") :]
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    return StaticFile(kind + charset, body, gzip.compress(body, mtime=0), _hash(body))


def _links(elsewhere: Sequence[tuple[str, str]]) -> str:
    return "\n        ".join(
        f'<a href="{escape(address)}" rel="noopener">{escape(texts.talk_on(name))}</a>' for name, address in elsewhere
    )


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]
