"""`GET /m/<code>`: the page that a poster or an invitation opens; it says whose team this is and where to go on.

Opening it does nothing to a code. Whoever guesses codes is slowed down; then the page looks nothing up, and still
leads on to the chat, where the code does what it does.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from aiohttp import web

from bot import texts_codes as texts
from bot.channels.limits import Limiter, Rate, limited_address
from bot.channels.platforms import with_code
from bot.channels.web_static import PREFIX, STATIC
from bot.pipeline.dispatch import Clock
from bot.storage.errors import StorageError
from handlers.records import Records
from handlers.teams.codes import Code, CodeKind, read_code, spaced
from handlers.teams.model import PROVINCE

log = logging.getLogger(__name__)

PATH = "/m/"
PER_VISITOR = Rate(per_minute=20, burst=30)
# Of all visitors together, since an address costs a guesser little and a reverse proxy hides them all behind one. With
# a hundred open invitations it takes a fortnight to find one by this page.
WRONG_BY_ALL = Rate(per_minute=60, burst=120)


@dataclass(frozen=True, slots=True)
class _Said:
    """What stands on the page. `code`: None where it leads nowhere any more."""

    title: str
    text: str
    place: str = ""
    label: str = texts.PAGE_CODE
    code: str | None = None
    sample: bool = False
    status: int = 200


def add_code_page(
    app: web.Application, records: Records, clock: Clock, elsewhere: Sequence[tuple[str, str]] = ()
) -> None:
    """Serve the page. `elsewhere`: names and addresses of the other channels. After `add_static`."""
    page = CodePage(records, clock, elsewhere, app[STATIC].version)
    app.router.add_get(PATH + "{code}", page.get)


class CodePage:
    """The pages of all codes."""

    def __init__(self, records: Records, clock: Clock, elsewhere: Sequence[tuple[str, str]], version: str) -> None:
        self._records, self._clock = records, clock
        self._elsewhere, self._version = elsewhere, version
        seconds = asyncio.get_running_loop().time
        self._visitors, self._wrong = Limiter(PER_VISITOR, seconds), Limiter(WRONG_BY_ALL, seconds)

    async def get(self, request: web.Request) -> web.Response:
        """What a code is for; 404 where it is nothing any more."""
        said = await self._say(read_code(request.match_info["code"]), request.remote)
        return web.Response(
            text=_html(said, self._elsewhere, self._version),
            content_type="text/html",
            status=said.status,
            headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex"},
        )

    async def _say(self, letters: str | None, remote: str | None) -> _Said:
        if letters is None:
            return _nothing(texts.PAGE_UNKNOWN)
        address = limited_address(remote)
        if self._wrong.empty("") or (address and self._visitors.take(address)):
            log.info("code.limited")
            return _unread(texts.PAGE_BUSY, letters, 429)
        try:
            said = await asyncio.to_thread(self._look, letters)
        except StorageError as error:
            log.error("storage.failed", extra={"trouble": error.trouble})
            return _unread(texts.PAGE_DOWN, letters, 503)
        if said.code is None:
            self._wrong.take("")
        return said

    def _look(self, letters: str) -> _Said:
        code = self._records.code(letters)
        # A link of two accounts belongs into a chat, and is nobody else's business.
        if code is None or code.kind is CodeKind.LINK:
            return _nothing(texts.PAGE_UNKNOWN)
        if code.revoked:
            return _nothing(texts.PAGE_REVOKED)
        if code.used:
            return _nothing(texts.PAGE_USED)
        if not code.usable(self._clock()):
            return _nothing(texts.PAGE_EXPIRED)
        return self._of_hamlet(code) if code.hamlet else self._of_invitation(code)

    def _of_hamlet(self, code: Code) -> _Said:
        if code.hamlet is None:
            return _nothing(texts.PAGE_UNKNOWN)
        team = self._records.team_of(code.hamlet.id)
        return _Said(
            team.name if team else texts.POSTER_TEAM,
            texts.PAGE_HAMLET_TEXT,
            f"{code.hamlet.name}, {code.hamlet.commune}",
            texts.PAGE_OWN_CODE,
            code.code,
            code.hamlet.sample,
        )

    def _of_invitation(self, code: Code) -> _Said:
        # Neither the name nor the role: whoever holds the phone need not be whom it was meant for.
        return _Said(
            texts.PAGE_INVITATION.format(team=code.team_name or texts.POSTER_TEAM),
            texts.PAGE_INVITATION_TEXT,
            code.commune or f"tỉnh {PROVINCE}",
            code=code.code,
        )


def _nothing(words: tuple[str, str]) -> _Said:
    title, text = words
    return _Said(title, text, status=404)


def _unread(words: tuple[str, str], letters: str, status: int) -> _Said:
    """A page that knows nothing of the code, and leads on with it."""
    title, text = words
    return _Said(title, text, code=letters, status=status)


def _html(said: _Said, elsewhere: Sequence[tuple[str, str]], version: str) -> str:
    static = f"{PREFIX}{version}/"
    body = _with_code(said, said.code, elsewhere) if said.code else _without_code(elsewhere)
    place = f'<p class="place">{escape(said.place)}</p>' if said.place else ""
    sample = f'<p class="sample">{escape(texts.PAGE_SAMPLE)}</p>' if said.sample else ""
    return f"""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{escape(said.title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0b5750" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#10201f" media="(prefers-color-scheme: dark)">
<link rel="icon" href="{static}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{static}chat.css">
<link rel="stylesheet" href="{static}code.css">
<script type="module" src="{static}code.js"></script>
</head>
<body class="code-page">
<header class="top">
  <div class="column">
    <img class="mark" src="{static}icon.svg" alt="" width="48" height="48">
    <div class="name"><p>{escape(texts.POSTER_NAME)}</p></div>
  </div>
</header>
<main class="column">
  {sample}
  <h1>{escape(said.title)}</h1>
  {place}
  <p>{escape(said.text)}</p>
  {body}
  <p class="promise">{escape(texts.PAGE_CARE)}</p>
</main>
</body>
</html>
"""


def _with_code(said: _Said, code: str, elsewhere: Sequence[tuple[str, str]]) -> str:
    """The ways on that take the code along, then the code for those that don't."""
    ways = [_button(f"/#m={code}", texts.PAGE_CHAT, main=True)]
    pasted = []
    for channel, address in elsewhere:
        carrying = with_code(address, code)
        ways.append(_button(carrying or address, texts.page_open(channel)))
        if carrying is None:
            pasted.append(channel)
    paste = f"<p>{escape(texts.page_paste(pasted))}</p>" if pasted else ""
    return f"""<nav class="ways" aria-label="{escape(texts.PAGE_HOW)}">{"".join(ways)}</nav>
  <section class="six">
    <h2 id="six">{escape(said.label)}</h2>
    <output class="letters" id="letters" aria-labelledby="six">{spaced(code)}</output>
    <button type="button" id="copy" hidden data-code="{spaced(code)}" data-done="{escape(texts.PAGE_COPIED)}"
      data-failed="{escape(texts.PAGE_NOT_COPIED)}">{escape(texts.PAGE_COPY)}</button>
    <p id="copied" role="status"></p>
    {paste}
  </section>"""


def _without_code(elsewhere: Sequence[tuple[str, str]]) -> str:
    """The ways to the assistant as for anybody."""
    ways = [_button("/", texts.PAGE_HOME, main=True)]
    ways += [_button(address, texts.page_open(channel)) for channel, address in elsewhere]
    return f'<nav class="ways" aria-label="{escape(texts.PAGE_HOW)}">{"".join(ways)}</nav>'


def _button(address: str, label: str, *, main: bool = False) -> str:
    return f'<a class="way{" first" if main else ""}" href="{escape(address)}">{escape(label)}</a>'
