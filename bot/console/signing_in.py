"""In by a link, out by a button, and the sessions that are open.

Opening a link uses nothing up: previews and scanners open links too. The button behind it does, once.
"""

import asyncio
import logging
import secrets

from aiohttp import web

from bot import texts_console as texts
from bot.channels.limits import Limiter, Rate, limited_address
from bot.console.console import COOKIE, Call, Console, ConsoleError
from bot.console.guard import TOKEN_FIELD, device_words, token_fits, token_of
from bot.console.rendering import ROOT
from bot.storage.console import LONGEST, LinkState

log = logging.getLogger(__name__)

# Before anybody is signed in, the form's token belongs to a cookie of the sign-in page alone.
KNOCK = "quantri-vao"
PER_ADDRESS = Rate(per_minute=10, burst=10)
_LONGEST_SECRET = 200


class SigningIn:
    """The pages around a session."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._limiter = Limiter(PER_ADDRESS, asyncio.get_running_loop().time)

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        console = self._console
        return [
            web.get("/vao", self.knock, allow_head=False),
            web.post("/vao", self.enter),
            console.post("/ra", self.leave),
            console.get("/phien", self.sessions),
            console.post(r"/phien/{number:\d{1,18}}", self.end),
        ]

    async def knock(self, request: web.Request) -> web.Response:
        """One button, or why the link does nothing."""
        secret = request.query.get("ma", "")[:_LONGEST_SECRET]
        state = await self._console.storage.console.link_state(secret, self._console.clock())
        if state is not LinkState.GOOD:
            raise _refused(state)
        knock = secrets.token_urlsafe(16)
        page = self._console.page("enter.html", title=texts.SIGN_IN_TITLE, secret=secret, csrf=token_of(knock))
        self._set(page, request, KNOCK, knock, 3600, ROOT + "/vao", "Strict")
        return page

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """Use the link up: a session begins."""
        address = limited_address(request.remote)
        if address and (seconds := self._limiter.take(address)):
            log.info("console.limited")
            raise ConsoleError(429, texts.SIGN_IN_TITLE, texts.TOO_MANY.format(seconds=seconds))
        form = await self._console.read_form(request)
        knock = request.cookies.get(KNOCK, "")
        if not knock or not token_fits(knock, form.get(TOKEN_FIELD, "")):
            raise ConsoleError(403, texts.STALE, texts.STALE_TEXT)
        device = device_words(request.headers.get("User-Agent", ""))
        secret = form.get("ma", "")[:_LONGEST_SECRET]
        state, session = await self._console.storage.console.sign_in(secret, device, self._console.clock())
        if state is not LinkState.GOOD:
            raise _refused(state)
        log.info("console.signed_in")
        response = web.Response(status=303, headers={"Location": ROOT + "/", "Cache-Control": "no-store"})
        self._set(response, request, COOKIE, session, int(LONGEST.total_seconds()), ROOT, "Lax")
        response.del_cookie(KNOCK, path=ROOT + "/vao")
        return response

    async def leave(self, call: Call) -> web.StreamResponse:
        """This browser is signed out."""
        await self._console.storage.console.end_session(call.session.id, call.person.id, self._console.clock())
        response = self._console.page(
            "said.html", title=texts.SIGNED_OUT, text=texts.SIGNED_OUT_TEXT, sign_in=False, typed=()
        )
        response.del_cookie(COOKIE, path=ROOT)
        return response

    async def sessions(self, call: Call) -> web.StreamResponse:
        """Where one is signed in."""
        now = self._console.clock()
        found = await self._console.read(lambda _: self._console.storage.console.sessions(call.person.id, now))
        return self._console.show(call, "sessions.html", "Phiên đăng nhập", sessions=found, own=call.session.id)

    async def end(self, call: Call) -> web.StreamResponse:
        """Sign another browser of one's own out."""
        number, store = int(call.request.match_info["number"]), self._console.storage.console
        if number == call.session.id:
            return await self.leave(call)
        now = self._console.clock()
        found = await self._console.read(lambda _: store.sessions(call.person.id, now))
        device = next((item.device for item in found if item.id == number), None)
        ended = device is not None and await store.end_session(number, call.person.id, now)
        text = texts.SESSION_ENDED.format(device=device) if ended else texts.SESSION_GONE
        return self._console.back(call, "/phien", text, good=ended)

    def _set(
        self, response: web.Response, request: web.Request, name: str, value: str, seconds: int, path: str, site: str
    ) -> None:
        secure = request.secure or self._console.settings.public_url.startswith("https://")
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            path=path,
            httponly=True,
            secure=secure,
            samesite=site,
        )


def _refused(state: LinkState) -> ConsoleError:
    title, text = texts.LINK_STATES[state.value]
    return ConsoleError(410 if state is not LinkState.UNKNOWN else 404, title, text, sign_in=True)
