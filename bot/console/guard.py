"""Whether a request comes from a page of ours: its origin, and a token that only our pages know."""

import hashlib
import hmac
import re
import secrets

from aiohttp import web

TOKEN_FIELD = "csrf"  # noqa: S105 - the name of a field


def token_of(secret: str) -> str:
    """A token that belongs to a secret cookie and says nothing about it.

    Another one each time: what is always the same in a compressed page could be guessed from its length
    (https://www.breachattack.com).
    """
    return _token(secret, secrets.token_hex(8))


def token_fits(secret: str, given: str) -> bool:
    """Whether a form carries a token of the cookie; takes the same time whatever was given."""
    return hmac.compare_digest(_token(secret, given[:16]).encode(), given.encode())


def _token(secret: str, salt: str) -> str:
    return salt + hmac.new(secret.encode(), f"csrf {salt}".encode(), hashlib.sha256).hexdigest()


def from_our_page(request: web.Request, public_url: str) -> bool:
    """Whether the browser says that a page of this very address sent the form.

    Our pages name no referrer, so that browsers send `Origin: null` with their forms; newer ones say
    `Sec-Fetch-Site`. What says neither is left to the token (https://www.w3.org/TR/fetch-metadata/).
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin", "null")
    return origin in ("null", f"{request.scheme}://{request.host}", _origin(public_url))


def device_words(agent: str) -> str:
    """What a browser calls itself, in a few words: `Chrome trên Android`."""
    browsers = (("Zalo", "Zalo"), ("Edg", "Edge"), ("OPR", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox", "Firefox"),
                ("CriOS|Chrome|Chromium", "Chrome"), ("Safari", "Safari"))  # fmt: skip
    systems = (("iPhone|iPad", "iPhone, iPad"), ("Android", "Android"), ("Windows", "Windows"),
               ("Mac OS", "máy Mac"), ("Linux|X11", "Linux"))  # fmt: skip
    browser = next((name for sign, name in browsers if re.search(sign, agent)), "Trình duyệt")
    system = next((name for sign, name in systems if re.search(sign, agent)), "")
    return f"{browser} trên {system}" if system else browser


def _origin(public_url: str) -> str:
    found = re.match(r"https?://[^/]+", public_url)
    return found.group() if found else "null"
