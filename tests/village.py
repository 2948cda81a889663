"""A commune in tests: the real store with units, teams and people, and everybody's conversations with the whole assistant.

    village = Village(folder, understander)
    lan = village.member("Lan", "Xóm 4")
    lan.says("sáng nay xóm 4 giúp 12 người cài VNeID").presses("Lưu")
    assert "12 người" in lan.text

What is said goes through the store the way the program does it: accepted, handled, committed with changes and notices.
Notices arrive at once at whoever they are for (`talker.news`). Time stands until it is moved.
"""

import asyncio
import secrets
from collections.abc import Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from bot.commands.teaming import apply_rows
from bot.pipeline.accept import read_code
from bot.pipeline.drawing import drawn
from bot.pipeline.ticking import tick_once
from bot.storage.contract import Key
from bot.storage.errors import StaleError
from bot.storage.sealing import Sealer
from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.action import encode
from handlers.message import Button, Channel, Content, Message, Start, Text
from handlers.reply import Press, Reply, plain_text
from handlers.router import make_assistant
from handlers.teams.changes import PutCode, Redeem
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Role
from handlers.teams.people import Account, Person
from handlers.teams.rows import ROLES, Column, Row
from handlers.turn import Batch, Change
from knowledge.communes import load_communes
from knowledge.days import day_of
from knowledge.mask import mask
from knowledge.understand import Understander

T = TypeVar("T")

# Saturday 21 November 2026, 10:00 in Vietnam.
MORNING = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
MINH_HOP = "xã Minh Hợp"
DONG_LOC = "xã Đông Lộc"
# Hamlets by commune; each of the first three has a team of its own, the last one has none.
HAMLETS = {MINH_HOP: ("Xóm 1", "Xóm 4", "Bản Nà", "Xóm 9"), DONG_LOC: ("Xóm Đông", "Xóm Tây")}
KEY = b"k" * 32


class Village:
    """Two communes of Nghệ An with hamlets and teams; people are added by tests."""

    def __init__(
        self, folder: Path, understander: Understander, now: datetime = MORNING, console_url: str = ""
    ) -> None:
        self._loop = asyncio.new_event_loop()
        self._folder, self._understander, self._console_url = folder, understander, console_url
        self.now = now
        self._numbers = count(1)
        self.talkers: list[Talker] = []
        self._open()
        self._run(apply_rows(self.storage, village_rows(), load_communes(), sample=False))

    def _open(self) -> None:
        self.storage: SqliteStorage = open_sqlite(self._folder / "data", Sealer(KEY))
        self.records = self.storage.records
        self.assistant = make_assistant(self._understander, self.records, secrets.choice, console_url=self._console_url)

    def restart(self) -> None:
        """The program ends and starts again: nothing but the store is left."""
        self._run(self.storage.close())
        self._open()

    def close(self) -> None:
        """Let go of the store."""
        self._run(self.storage.close())
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(work)

    def at(self, hour: int, minute: int = 0, *, days: int = 0) -> "Village":
        """It is this time of the day in Vietnam, `days` later."""
        self.now = (self.now + timedelta(days=days, hours=7)).replace(hour=hour, minute=minute, second=0) - timedelta(
            hours=7
        )
        return self

    def later(self, **spans: float) -> "Village":
        """So much later (`hours=2`)."""
        self.now += timedelta(**spans)
        return self

    def tick(self) -> int:
        """What is due happens by itself; how many things did. News arrive."""
        for talker in self.talkers:
            talker.news = []
        written = self._run(tick_once(self.storage, self.assistant.tick, self.now, lambda key: None))
        for talker in self.talkers:
            talker.hear_news()
        return written

    def resident(self, channel: Channel = Channel.WEB, name: str = "") -> "Talker":
        """Somebody without a role."""
        return Talker(self, Account(channel, f"{name or 'resident'}-{next(self._numbers)}"), name)

    def member(self, name: str, hamlet: str, channel: Channel = Channel.TELEGRAM, commune: str = MINH_HOP) -> "Talker":
        """A member of the hamlet's team."""
        return self.join(name, Role.MEMBER, channel, commune, hamlet)

    def leader(self, name: str, hamlet: str, channel: Channel = Channel.TELEGRAM, commune: str = MINH_HOP) -> "Talker":
        """The leader of the hamlet's team."""
        return self.join(name, Role.LEADER, channel, commune, hamlet)

    def admin(self, name: str, commune: str | None = MINH_HOP, channel: Channel = Channel.TELEGRAM) -> "Talker":
        """An administrator of a commune, without one of the province."""
        return self.join(name, Role.COMMUNE_ADMIN if commune else Role.PROVINCE_ADMIN, channel, commune)

    def join(
        self, name: str, role: Role, channel: Channel, commune: str | None = None, hamlet: str | None = None
    ) -> "Talker":
        """Somebody who takes a role by an invitation; a commune's team where no hamlet is named for a member."""
        talker = Talker(self, Account(channel, f"{name}-{next(self._numbers)}"), name)
        self.give(talker, role, commune, hamlet)
        return talker

    def give(self, talker: "Talker", role: Role, commune: str | None = None, hamlet: str | None = None) -> None:
        """One more role for somebody."""
        roster = self._run(self.storage.roster())
        team = None
        if role in (Role.MEMBER, Role.LEADER):
            team = next(
                team
                for team in roster.teams
                if team.commune == commune and (hamlet in team.hamlets if hamlet else not team.hamlets)
            )
        # Six characters of the alphabet, one code after the other.
        number = next(self._numbers)
        code = "".join("ACDEFGHJKM"[int(digit)] for digit in f"{number:06d}")
        made = Code(
            code,
            CodeKind.INVITATION,
            self.now,
            role=role,
            commune=commune,
            team=team.id if team else None,
            name=talker.name,
        )
        self.write(PutCode(made), Redeem(code, talker.account, talker.name))

    def write(self, *changes: Change) -> None:
        """Changes as nobody's message; raises `StaleError`."""
        self._run(self.storage.commit_batch(Batch(changes), self.now))

    def person(self, talker: "Talker") -> Person:
        """Who a talker is on record."""
        found = self.records.person(talker.account)
        assert found is not None, f"{talker.name} holds no role"
        return found

    def handle(self, message: Message) -> "tuple[Sequence[Reply], list[Change]]":
        """One message through store and assistant."""
        return self._run(self._handle(message))

    async def _handle(self, message: Message) -> "tuple[Sequence[Reply], list[Change]]":
        accepted = await self.storage.accept(message)
        key = Key(message.channel, message.conversation)
        changes: list[Change] = []
        while work := await self.storage.next_work(key):
            for _ in range(5):
                turn = await asyncio.to_thread(self.assistant.turn, work.message, work.conversation, day_of(self.now))
                turn = await drawn(turn)
                try:
                    await self.storage.commit(work, turn, self.now)
                except StaleError:
                    continue
                changes += turn.changes
                break
            else:
                raise AssertionError("stale again and again")
        stored = await self.storage.replies_to(accepted.position)
        return [item.reply for item in stored or ()], changes

    def deliver(self, *talkers: "Talker") -> None:
        """What was written to them has reached them."""
        for talker in talkers:
            key = Key(talker.account.channel, talker.account.conversation)
            stored = self._run(self.storage.replies_after(key, 0, 1000))
            self._run(self.storage.mark_delivered([reply.id for reply in stored], self.now))

    def tidy(self) -> int:
        """What the console tidies as time passes; how much changed."""
        return self._run(self.storage.console.tidy(self.now))

    def written_to(self, talker: "Talker") -> list[str]:
        """Everything that is stored as written to somebody, oldest first."""
        key = Key(talker.account.channel, talker.account.conversation)
        return [plain_text(stored.reply) for stored in self._run(self.storage.replies_after(key, 0, 1000))]

    def outbox(self, account: Account, after: int) -> "tuple[list[Reply], int]":
        """What was written to somebody by itself after an id, and the newest id."""
        stored = self._run(self.storage.replies_after(Key(account.channel, account.conversation), after, 1000))
        newest = stored[-1].id if stored else after
        return [item.reply for item in stored if item.asked is None], newest


class Talker:
    """Somebody at a phone. `text`, `buttons`: of the replies to what they did last; `news`: what came by itself since."""

    def __init__(self, village: Village, account: Account, name: str) -> None:
        self.village, self.account, self.name = village, account, name
        self.replies: Sequence[Reply] = ()
        self.changes: list[Change] = []
        self.news: list[Reply] = []
        self._newest = 0
        self._events = count(1)
        village.talkers.append(self)

    def says(self, *lines: str) -> "Talker":
        """Type each line."""
        for line in lines:
            masked = mask(line)
            self.sends(Text(masked.text, phones=masked.phones), tuple(kind.value for kind in masked.found))
        return self

    def presses(self, *labels: str) -> "Talker":
        """Press a button by (the beginning of) its label: of the last reply, else of the news."""
        for label in labels:
            press = next((press for press in self._presses() if press.label.startswith(label)), None)
            assert press is not None, f"no button {label!r} among {[item.label for item in self._presses()]}"
            self.sends(read_code(encode(press.action))[0])
        return self

    def starts(self, payload: str = "") -> "Talker":
        """Open the conversation, perhaps by a link."""
        return self.sends(Start(payload))

    def sends_code(self, code: str) -> "Talker":
        """Press a button that isn't shown: an old or a foreign one."""
        return self.sends(Button(code))

    def sends(self, content: Content, masked: tuple[str, ...] = (), event: str | None = None) -> "Talker":
        """Anything that a platform can bring; the same `event` again is a redelivery."""
        message = Message(
            self.account.channel,
            self.account.conversation,
            self.account.conversation,
            f"{self.account.conversation}/{event or next(self._events)}",
            self.village.now,
            content,
            masked,
        )
        for talker in self.village.talkers:
            talker.news = []
        self.replies, self.changes = self.village.handle(message)
        for talker in self.village.talkers:
            talker.hear_news()
        return self

    def hear_news(self) -> None:
        """Take what came by itself."""
        news, self._newest = self.village.outbox(self.account, self._newest)
        self.news += news

    @property
    def text(self) -> str:
        """Everything that was replied last."""
        return "\n\n".join(plain_text(reply) for reply in self.replies)

    @property
    def heard(self) -> str:
        """Everything that came by itself since somebody last did something."""
        return "\n\n".join(plain_text(reply) for reply in self.news)

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons of the last replies."""
        return [press.label for reply in self.replies for press in reply.buttons]

    @property
    def offered(self) -> list[str]:
        """The labels of all buttons of the news."""
        return [press.label for reply in self.news for press in reply.buttons]

    def code_of(self, label: str) -> str:
        """The code of a button of the last replies or the news."""
        return encode(next(press.action for press in self._presses() if press.label.startswith(label)))

    def _presses(self) -> list[Press]:
        return [press for reply in (*self.news, *self.replies) for press in reply.buttons]


def village_rows() -> list[Row]:
    """The list of units: a team for every hamlet but the last of a commune, and one for the whole of Minh Hợp."""
    rows: list[Row] = []
    for commune, hamlets in HAMLETS.items():
        for hamlet in hamlets:
            cells = {Column.COMMUNE: commune, Column.HAMLET: hamlet}
            if hamlet != hamlets[-1]:
                cells |= {Column.TEAM: f"Tổ {hamlet}", Column.PERSON: "Người Mẫu", Column.ROLE: ROLES[Role.LEADER]}
            rows.append(Row(len(rows) + 2, cells))
    return rows
