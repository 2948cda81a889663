"""People at their phones: one class a channel, each over its real protocol."""

import asyncio
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from handlers.teams.model import Role
from tests.fakes.telegram_checks import check_keyboard
from tests.fakes.zalo_bot import Fault
from tests.fakes.zalo_oa import Delivery
from tests.village import MINH_HOP

if TYPE_CHECKING:
    from tests.stories.world import World

PICTURE = "https://anh.example/1.jpg"


class Phone(ABC):
    """One person on one channel.

    `read`, `buttons`: what they read since somebody last did something, and the labels below it; `ever`: all they read;
    `shown`: the pictures that they saw since, as bytes. `pictures`, `places`: whether the channel brings photos and places on the map.
    """

    pictures = places = False

    def __init__(self, world: "World", name: str) -> None:
        self.world, self.name = world, name
        self.read: list[str] = []
        self.buttons: list[str] = []
        self.ever: list[str] = []
        self.shown: list[bytes] = []

    async def joins(self, role: Role, name: str, hamlet: str | None = None, commune: str | None = MINH_HOP) -> "Phone":
        """Take a role by an invitation."""
        return await self.says(await self.world.invitation(role, commune, hamlet), name)

    async def says(self, *lines: str) -> "Phone":
        """Type lines, one after the other."""
        for line in lines:
            await self._act(lambda line=line: self._type(line))  # type: ignore[misc]
        return self

    async def presses(self, *labels: str) -> "Phone":
        """Press buttons by (the beginning of) their labels; where there are none, type them."""
        for label in labels:
            await self._act(lambda label=label: self._press(label))  # type: ignore[misc]
        return self

    async def sends_photo(self, caption: str = "") -> "Phone":
        """Send a picture, with words under it."""
        await self._act(lambda: self._photograph(caption))
        return self

    async def sends_place(self, latitude: float, longitude: float) -> "Phone":
        """Send a place on the map."""
        await self._act(lambda: self._locate(latitude, longitude))
        return self

    async def repeats(self) -> None:
        """What they did last is brought a second time, as after an acknowledgement that was lost: nothing follows."""
        self.world.forget()
        turns = self.world.assistant.turns
        await self._repeat()
        await self.world.settled(turns)
        assert self.world.assistant.turns == turns, "what came twice was handled twice"

    @abstractmethod
    def loses_the_line(self) -> None:
        """What is said next comes over a line that breaks: the answer isn't taken at first, the saying comes twice."""

    @property
    def heard(self) -> str:
        """What they read since somebody last did something."""
        return "\n\n".join(self.read)

    async def _act(self, act: "Callable[[], object]") -> None:
        self.world.forget()
        turns = self.world.assistant.turns
        await act()  # type: ignore[misc]
        await self.world.settled(turns + 1)

    @abstractmethod
    async def look(self) -> None:
        """Read what came."""

    def _reads(self, text: str, labels: Iterable[str] = ()) -> None:
        self.read.append(text)
        self.ever.append(text)
        self.buttons += labels

    @abstractmethod
    async def _type(self, line: str) -> None: ...

    @abstractmethod
    async def _press(self, label: str) -> None: ...

    @abstractmethod
    async def _repeat(self) -> None: ...

    async def _photograph(self, caption: str) -> None:
        raise AssertionError(f"{self.name} can't send photos here")

    async def _locate(self, latitude: float, longitude: float) -> None:
        raise AssertionError(f"{self.name} can't send places here")


class TelegramPhone(Phone):
    """A private chat with the bot."""

    pictures = places = True

    def __init__(self, world: "World", name: str, chat: int) -> None:
        super().__init__(world, name)
        self._chat, self._seen = chat, 0
        self._last: dict[str, Any] = {}

    def loses_the_line(self) -> None:
        # The poll that is open brings what is said next; the one after it is read at Telegram and lost on the way.
        self.world.telegram.lose("getUpdates", acts=True)
        self.world.telegram.lose("sendMessage", acts=False)

    async def look(self) -> None:
        calls = self.world.telegram.calls
        for call in calls[self._seen :]:
            told = call.method in ("sendMessage", "editMessageText", "sendPhoto") and call.acted
            if told and int(call.params["chat_id"]) == self._chat:
                self.shown += [call.params["photo"]] if "photo" in call.params else []
                rows = check_keyboard(call.params.get("reply_markup"))
                labels = [button["text"] for row in rows for button in row]
                self._reads(call.params.get("text") or call.params.get("caption") or "", labels)
        self._seen = len(calls)

    async def _type(self, line: str) -> None:
        self._last = await self.world.telegram.say(line, chat=self._chat)

    async def _press(self, label: str) -> None:
        for sent in reversed([sent for sent in self.world.telegram.sent if sent.chat == self._chat]):
            full = next((text for text in sent.labels if text.startswith(label)), None)
            if full:
                self._last = await self.world.telegram.press(full, sent)
                return
        raise AssertionError(f"{self.name} has no button {label!r}")

    async def _photograph(self, caption: str) -> None:
        size = {"file_id": "anh-1", "file_unique_id": "anh-1", "width": 90, "height": 90}
        self._last = await self.world.telegram.message(chat=self._chat, photo=[size], caption=caption)

    async def _locate(self, latitude: float, longitude: float) -> None:
        place = {"latitude": latitude, "longitude": longitude}
        self._last = await self.world.telegram.message(chat=self._chat, location=place)

    async def _repeat(self) -> None:
        await self.world.telegram.deliver(self._last)
        await self.world.telegram.until(lambda: not self.world.telegram.pending)


class ZaloPhone(Phone):
    """A follower of the Official Account."""

    pictures = places = True

    def __init__(self, world: "World", name: str) -> None:
        super().__init__(world, name)
        self._seen = 0
        self._last: Delivery | None = None
        self._broken = False

    def loses_the_line(self) -> None:
        self.world.zalo.faults.cut_before = 1
        self._broken = True

    async def look(self) -> None:
        sent = self.world.zalo.sent
        for item in sent[self._seen :]:
            if item.user == self.name:
                elements = item.message.get("attachment", {}).get("payload", {}).get("elements", [])
                self.shown += [self.world.zalo.uploads[element["attachment_id"]][0] for element in elements]
                self._reads(item.text, [button["title"] for button in item.buttons])
        self._seen = len(sent)

    async def _type(self, line: str) -> None:
        await self._bring("user_send_text", text=line)

    async def _press(self, label: str) -> None:
        mine = [item for item in reversed(self.world.zalo.sent) if item.user == self.name]
        buttons = [(button["title"], button["payload"]) for item in mine for button in item.buttons]
        payload = next((payload for title, payload in buttons if title.startswith(label)), None)
        assert payload is not None, f"{self.name} has no button {label!r} among {buttons[:12]}"
        await self._bring("user_send_text", text=payload)

    async def _photograph(self, caption: str) -> None:
        picture = {"type": "image", "payload": {"url": PICTURE, "thumbnail": PICTURE}}
        await self._bring("user_send_image", text=caption, attachments=[picture])

    async def _locate(self, latitude: float, longitude: float) -> None:
        coordinates = {"latitude": str(latitude), "longitude": str(longitude)}
        place = {"type": "location", "payload": {"coordinates": coordinates}}
        await self._bring("user_send_location", attachments=[place])

    async def _bring(self, event: str, **message: Any) -> None:
        self._last = self.world.zalo.event(self.name, event, **message)
        assert await self.world.zalo.deliver(self._last) == 200
        if self._broken:
            self._broken = False
            await self._repeat()

    async def _repeat(self) -> None:
        assert self._last
        assert await self.world.zalo.deliver(self._last, retry=1) == 200


class ZaloBotPhone(Phone):
    """Somebody who types everything."""

    pictures = True

    def __init__(self, world: "World", name: str) -> None:
        super().__init__(world, name)
        self._seen = 0
        self._last: dict[str, Any] = {}

    def loses_the_line(self) -> None:
        self.world.zalo_bot.fault("getUpdates", Fault(500))
        self.world.zalo_bot.fault("sendMessage", Fault(silent=True))

    async def look(self) -> None:
        sent = self.world.zalo_bot.sent
        for item in sent[self._seen :]:
            if item.chat == self.name:
                self.shown += [item.fetched] if item.fetched else []
                self._reads(item.text)
        self._seen = len(sent)

    async def _type(self, line: str) -> None:
        await self._bring("message.text.received", text=line)

    async def _press(self, label: str) -> None:
        await self._type(label)

    async def _photograph(self, caption: str) -> None:
        await self._bring("message.image.received", photo=PICTURE, caption=caption)

    async def _bring(self, event: str, **message: Any) -> None:
        date = int(self.world.now.timestamp() * 1000)
        self._last = self.world.zalo_bot.update(event, user=self.name, date=date, **message)
        await self.world.zalo_bot.deliver(self._last)

    async def _repeat(self) -> None:
        bot = self.world.zalo_bot
        polls = bot.count("getUpdates")
        await bot.deliver(self._last)
        # The poll that is open or the next one brings it, and the one after that says that it was read.
        await bot.until(lambda: bot.count("getUpdates") >= polls + 2)


class WebPhone(Phone):
    """A browser with the chat page open."""

    def __init__(self, world: "World", name: str) -> None:
        super().__init__(world, name)
        self._conversation = f"{len(name):02d}" + name.encode().hex()[:40] + "0" * 10
        self._after = self._event = 0
        self._codes: dict[str, str] = {}
        self._last: dict[str, str] = {}
        self._broken = False

    def loses_the_line(self) -> None:
        self._broken = True

    async def look(self) -> None:
        parameters = {"conversation": self._conversation, "after": str(self._after)}
        async with self.world.session.get(self.world.url + "/api/chat", params=parameters) as response:
            assert response.status == 200
            data = json.loads(await response.text())
        for reply in data["replies"]:
            if reply["id"] > self._after:
                self._after = reply["id"]
                self._reads(reply["text"], [button["label"] for button in reply["buttons"]])
                for block in reply["blocks"]:
                    if block["kind"] == "picture":
                        async with self.world.session.get(self.world.url + block["url"]) as picture:
                            assert picture.status == 200 and picture.content_type == "image/png"
                            self.shown.append(await picture.read())
                if reply["buttons"]:
                    self._codes = {button["label"]: button["action"] for button in reply["buttons"]}

    async def _type(self, line: str) -> None:
        await self._post({"text": line})

    async def _press(self, label: str) -> None:
        code = next((code for text, code in self._codes.items() if text.startswith(label)), None)
        assert code is not None, f"{self.name} has no button {label!r} among {list(self._codes)}"
        await self._post({"action": code})

    async def _post(self, sent: dict[str, str]) -> None:
        self._event += 1
        self._last = {"conversation": self._conversation, "event": f"e{self._event}", **sent}
        if self._broken:
            self._broken = False
            await self._post_unheard()
        await self._repeat()

    async def _repeat(self) -> None:
        """What the page does when it got no answer: the same event again."""
        async with self.world.session.post(self.world.url + "/api/chat", json=self._last) as response:
            assert response.status == 200

    async def _post_unheard(self) -> None:
        """Everything is sent and the line is gone before an answer."""
        address = urlsplit(self.world.url)
        _, writer = await asyncio.open_connection(address.hostname, address.port)
        body = json.dumps(self._last).encode()
        head = f"POST /api/chat HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: application/json\r\n"
        writer.write(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()
