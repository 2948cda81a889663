"""A Telegram that misbehaves by chance: slow down, errors, lines that break before and after acting, repeats."""

import random
from collections import Counter, defaultdict
from typing import Any

from aiohttp import web

from tests.fakes.telegram import FakeTelegram, Fault, Json

# How likely each fault is, for a call that sends and for a question for updates.
SENDING = {
    "429": (0.005, Fault(429, "Too Many Requests: retry after 1", retry_after=1)),
    "500": (0.02, Fault(500, "Internal Server Error")),
    "502": (0.02, Fault(502, "Bad Gateway")),
    "lost before acting": (0.02, Fault(None, acts=False)),
    "lost after acting": (0.02, Fault(None, acts=True)),
}
ASKING = {
    "500": (0.03, Fault(500, "Internal Server Error")),
    "lost after acting": (0.03, Fault(None, acts=True)),
}
REPEAT = 0.2

Key = tuple[int, str]
"""A chat, and the key with which a text begins: number, reply, part."""


class Storm(FakeTelegram):
    """The fake with bad weather while `stormy`. It remembers what it was told and what it broke."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.stormy = True
        self.issued: dict[int, list[int]] = defaultdict(list)
        self.lost: set[Key] = set()
        self.faults: Counter[str] = Counter()
        self._chance = chance
        self._old: list[Json] = []

    async def number(self, chat: int) -> None:
        """A person writes the next of numbered messages."""
        update = await self.say(f"câu {len(self.issued[chat]) + 1}?", chat=chat)
        self.issued[chat].append(update["update_id"])
        self._old.append(update)

    @property
    def messages(self) -> int:
        """How many messages people wrote."""
        return sum(map(len, self.issued.values()))

    def arrivals(self) -> dict[int, list[str]]:
        """By chat the keys of what arrived, in order, repeats included."""
        found: dict[int, list[str]] = defaultdict(list)
        for sent in self.sent:
            found[sent.chat].append(sent.text.split(" ", 1)[0])
        return found

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        faults = {"sendMessage": SENDING, "getUpdates": ASKING}.get(request.match_info["method"], {})
        draw = self._chance.random() if self.stormy else 1.0
        for name, (share, fault) in faults.items():
            if draw < share:
                self.faults[f"{request.match_info['method']} {name}"] += 1
                self._faults[request.match_info["method"]].append(fault)
                break
            draw -= share
        return await super()._serve(request)

    async def _misbehave(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.status is None and request.match_info["method"] == "sendMessage":
            params: Any = await request.post()
            self.lost.add((int(params["chat_id"]), params["text"].split(" ", 1)[0]))
        return await super()._misbehave(request, fault)

    async def _do_getUpdates(self, params: Json) -> Any:  # noqa: N802 - the method's name
        batch = await super()._do_getUpdates(params)
        if not isinstance(batch, list) or not self.stormy:
            return batch
        # Across chats in any order, and now and then something that was confirmed long ago.
        batch = sorted(batch, key=lambda update: (self._chance.random(), update["update_id"]))
        confirmed = [update for update in self._old if update["update_id"] < int(params.get("offset") or 0)]
        if confirmed and self._chance.random() < REPEAT:
            batch.append(self._chance.choice(confirmed))
            self.faults["getUpdates repeats"] += 1
        return batch
