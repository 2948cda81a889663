"""The web chat: `POST /api/chat` and its two ways to receive, health, and the page itself."""

import asyncio
import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from aiohttp import web

from bot.channels.limits import PER_ADDRESS, PER_CONVERSATION, Limiter, limited_address
from bot.channels.pictures import Pictures, add_pictures
from bot.channels.render import Json, web_reply
from bot.channels.web_errors import errors, send_json, too_many
from bot.channels.web_requests import Sent, read_after, read_conversation, read_last_event, read_sent
from bot.channels.web_static import add_headers, add_static, load_static
from bot.logs import short
from bot.pipeline.accept import read_content
from bot.pipeline.dispatch import Clock
from bot.pipeline.service import Pipeline
from bot.storage.contract import Asked, Key, StoredReply
from bot.storage.errors import StorageError
from handlers.message import Channel, Message

log = logging.getLogger(__name__)

# How long a sender waits for its replies; later ones come as events.
TURN_SECONDS = 10.0
HEARTBEAT_SECONDS = 15.0
# What a browser waits before it connects again.
RECONNECT_MILLISECONDS = 3_000
STREAMS_PER_CONVERSATION = 8
STREAMS = 5_000
# Not part of a conversation's id, so an event's key says where the id ends.
_SEPARATOR = "."

_EVENT_STREAM = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    # A proxy in front (nginx) must pass each event on at once.
    "X-Accel-Buffering": "no",
}


def make_web(
    pipeline: Pipeline, clock: Clock, pictures: Pictures, elsewhere: Sequence[tuple[str, str]] = ()
) -> web.Application:
    """The web application over a started pipeline."""
    app = web.Application(middlewares=[errors])
    chat = WebChat(pipeline, clock, pictures)
    app.router.add_post("/api/chat", chat.post)
    app.router.add_get("/api/chat", chat.get)
    app.router.add_get("/api/chat/events", chat.events, allow_head=False)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", chat.readyz)
    add_static(app, load_static(elsewhere))
    add_pictures(app, pictures)
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(chat.shut)
    return app


async def healthz(request: web.Request) -> web.Response:
    """The process answers."""
    return send_json({"status": "ok"})


class WebChat:
    """The chat's requests. Knowing a conversation's id is the right to it, so ids go nowhere but into answers to it."""

    def __init__(self, pipeline: Pipeline, clock: Clock, pictures: Pictures) -> None:
        self._pipeline = pipeline
        self._clock = clock
        self._pictures = pictures
        seconds = asyncio.get_running_loop().time
        self._per_conversation = Limiter(PER_CONVERSATION, seconds)
        self._per_address = Limiter(PER_ADDRESS, seconds)
        self._streams = 0
        self._closing = False

    async def post(self, request: web.Request) -> web.Response:
        """A message in, its replies out; the same event again gives the same replies."""
        self._limit_address(request)
        sent = await read_sent(request)
        message = self._message(sent)
        await self._limit_conversation(message)
        replies = await self._pipeline.turn(message, TURN_SECONDS)
        return await self._answer(sent.conversation, replies)

    async def get(self, request: web.Request) -> web.Response:
        """The replies after an id."""
        self._limit_address(request)
        conversation = read_conversation(request.query)
        after = read_after(request.query)
        return await self._answer(conversation, await self._pipeline.replies_after(_key(conversation), after))

    async def events(self, request: web.Request) -> web.StreamResponse:
        """The replies after an id and all later ones, as Server-Sent Events."""
        self._limit_address(request)
        conversation = read_conversation(request.query)
        after = read_last_event(request)
        with self._stream(_key(conversation)):
            response = web.StreamResponse(headers=_EVENT_STREAM)
            await response.prepare(request)
            await response.write(f"retry: {RECONNECT_MILLISECONDS}\n\n".encode())
            try:
                await self._send_events(response, _key(conversation), after)
            except ConnectionError:
                pass  # the browser left, as it may
            except StorageError as error:
                # The stream ends, and the browser comes back by itself.
                log.error("storage.failed", extra={"trouble": error.trouble})
        return response

    async def readyz(self, request: web.Request) -> web.Response:
        """Whether messages are accepted and the store can be read."""
        try:
            counts = await self._pipeline.counts()
        except StorageError:
            counts = None
        ready = self._pipeline.accepting and counts is not None
        body: dict[str, object] = {"status": "ready" if ready else "not_ready"}
        if counts:
            body |= {"waiting": counts.waiting, "parked": counts.parked, "undelivered": counts.undelivered}
        return send_json(body, status=200 if ready else 503)

    async def shut(self, app: web.Application) -> None:
        """End the streams: the program stops (a signal of aiohttp)."""
        self._closing = True
        self._pipeline.call_listeners()

    async def _send_events(self, response: web.StreamResponse, key: Key, after: int) -> None:
        with self._pipeline.listen(key) as listener:
            while not self._closing:
                replies = await self._pipeline.replies_after(key, after)
                for reply in replies:
                    data = json.dumps(await self._show(key.conversation, reply), ensure_ascii=False)
                    await response.write(f"id: {reply.id}\ndata: {data}\n\n".encode())
                    after = reply.id
                self._pipeline.note_delivered(replies)
                # After some there may be more than were read at a time.
                if not replies and not await listener.wait(HEARTBEAT_SECONDS):
                    await response.write(b": \n\n")

    def _message(self, sent: Sent) -> Message:
        content, masked = read_content(text=sent.text, code=sent.action)
        return Message(
            channel=Channel.WEB,
            conversation=sent.conversation,
            sender=sent.conversation,
            # Pages choose their event ids: one conversation's must never be taken for another's.
            event=sent.conversation + _SEPARATOR + sent.event,
            at=self._clock(),
            content=content,
            masked=masked,
        )

    async def _answer(self, conversation: str, replies: Sequence[StoredReply]) -> web.Response:
        self._pipeline.note_delivered(replies)
        shown = [await self._show(conversation, reply) for reply in replies]
        return send_json({"conversation": conversation, "replies": shown})

    async def _show(self, conversation: str, stored: StoredReply) -> Json:
        """A reply with the event id that the page knows, and an address for its picture."""
        picture = stored.reply.picture
        address = await asyncio.to_thread(self._pictures.keep, picture.png) if picture else None
        if stored.asked is None:
            return web_reply(stored, address)
        event = stored.asked.event.removeprefix(conversation + _SEPARATOR)
        return web_reply(StoredReply(stored.id, stored.reply, Asked(event, stored.asked.content)), address)

    def _limit_address(self, request: web.Request) -> None:
        address = limited_address(request.remote)
        if address and (seconds := self._per_address.take(address)):
            raise too_many(seconds)

    async def _limit_conversation(self, message: Message) -> None:
        # Sending again what didn't get through costs nothing: a page with a bad line does nothing else.
        if await self._pipeline.known(message.channel, message.event):
            return
        if seconds := self._per_conversation.take(message.conversation):
            log.info("message.limited", extra={"conversation": short(message.conversation)})
            raise too_many(seconds)

    @contextmanager
    def _stream(self, key: Key) -> Iterator[None]:
        if self._streams >= STREAMS or self._pipeline.listeners(key) >= STREAMS_PER_CONVERSATION:
            raise too_many(int(HEARTBEAT_SECONDS))
        self._streams += 1
        try:
            yield
        finally:
            self._streams -= 1


def _key(conversation: str) -> Key:
    return Key(Channel.WEB, conversation)
