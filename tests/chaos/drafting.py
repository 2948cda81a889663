"""Killing the program while members record visits: nothing that they said may be missing or doubled in the end.

What each of them typed is afterwards said again, in one go and without a kill, to a program with a store of its own:
drafts and visits must be the same to the last field.
"""

import asyncio
import os
import random
import signal
import sqlite3
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from bot.commands.teaming import apply_rows
from bot.storage.contract import Key
from bot.storage.sealing import Sealer
from bot.storage.sqlite import FILE, open_sqlite
from handlers.message import Channel, Message, Text
from handlers.router import make_assistant
from handlers.teams.changes import PutCode, Redeem
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Role
from handlers.teams.people import Account
from handlers.teams.rows import ROLES, Column, Row
from handlers.turn import Batch
from knowledge.communes import load_communes
from knowledge.days import day_of
from knowledge.understand import Understander
from tests.bot.talk import NOW
from tests.chaos.driver import ROOT, free_port
from tests.chaos.ledger import Findings, look
from tests.chaos.storm import Storm
from tests.village import KEY, MINH_HOP

MEMBERS = 12
# Seconds between the kill before and this one, counted from when the program says that it serves.
SHORTEST, LONGEST = 0.05, 1.0
IN_A_LIFE, MOST_WAITING = 12, 80
DRAIN_SECONDS = 60.0
# What a member types, in any order: notes, parts that were asked for, corrections, saving, something else in between.
LINES = (
    "sáng nay giúp 12 người cài VNeID",
    "hôm qua bày 3 bà làm khai sinh, 2 ca nộp online, 1 ca chưa xong",
    "giúp mấy bà quét QR trả tiền điện",
    "15 người chứ không phải 12",
    "thêm 2 ca khai sinh",
    "8 người",
    "hôm qua",
    "hôm nay",
    "Lưu",
    "Lưu",
    "khai sinh cần giấy tờ gì",
    "Sửa số người",
    "20",
    "2",
    "Bỏ",
    "Giữ lại",
    "chiều ni tuyên truyền lừa đảo cho 30 người ở nhà văn hóa",
)


@dataclass
class Drafting:
    """A whole run. `folder` doesn't exist yet; the same `seed` draws the same moments and lines."""

    folder: Path
    kills: int
    understander: Understander
    seed: int = 1
    tell: bool = False
    said: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))

    async def go(self) -> Findings:
        """Kill as often as told, let the last life finish everything, and compare."""
        began = monotonic()
        chance = random.Random(self.seed)
        storm = Storm(random.Random(self.seed + 1))
        storm.clock = lambda: NOW
        await storm.start()
        await _people_the(self.folder / "killed")
        command = ["-m", "tests.chaos.serve_visits", str(self.folder / "killed"), storm.url, str(free_port())]
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        lives = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            cwd=ROOT,
            env=environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            for kill in range(1, self.kills + 1):
                await self._life(lives, storm, chance)
                if self.tell and kill % 20 == 0:
                    lines = sum(map(len, self.said.values()))
                    print(f"{kill:4} kills, {lines} lines, {monotonic() - began:.0f} s", flush=True)
            storm.stormy = False
            life = await _begin(lives)
            await self._drain(storm)
            os.kill(life, signal.SIGTERM)
            await _line(lives, "over")
        finally:
            lives.kill()
            await lives.wait()
            await storm.stop()
        findings = await self._compare()
        findings.figures["seconds"] = round(monotonic() - began)
        return findings

    async def _life(self, lives: asyncio.subprocess.Process, storm: Storm, chance: random.Random) -> None:
        """From a start to a kill, people writing meanwhile unless much waits still."""
        waiting = (await asyncio.to_thread(look, self.folder / "killed")).waiting + len(storm.pending)
        life = await _begin(lives)
        writing = asyncio.create_task(self._write(storm, chance, IN_A_LIFE if waiting < MOST_WAITING else 0))
        await asyncio.sleep(chance.uniform(SHORTEST, LONGEST))
        os.kill(life, signal.SIGKILL)
        await _line(lives, "over")
        await writing

    async def _write(self, storm: Storm, chance: random.Random, count: int) -> None:
        for _ in range(count):
            chat, line = chance.randint(1, MEMBERS), chance.choice(LINES)
            update = await storm.say(line, chat=chat)
            self.said[chat].append((update["update_id"], line))
            await asyncio.sleep(chance.uniform(0.0, 0.05))

    async def _drain(self, storm: Storm) -> None:
        async with asyncio.timeout(DRAIN_SECONDS):
            waiting = 1
            while waiting:
                waiting = len(storm.pending) + (await asyncio.to_thread(look, self.folder / "killed")).waiting
                await asyncio.sleep(0.2)

    async def _compare(self) -> Findings:
        """What there is, held against what there would be had nothing happened."""
        await self._say_again(self.folder / "quiet")
        killed, quiet = _record(self.folder / "killed"), _record(self.folder / "quiet")
        findings = Findings()
        findings.figures = {
            "kills": self.kills,
            "lines": sum(map(len, self.said.values())),
            "visits saved": len(quiet["visits"]),
            "drafts still open": sum('"draft"' in state for state in quiet["conversations"].values()),
        }
        for part in ("conversations", "visits", "history"):
            for name in quiet[part].keys() | killed[part].keys():
                same = quiet[part].get(name) == killed[part].get(name)
                findings.expect(same, f"{part} {name}: {killed[part].get(name)} instead of {quiet[part].get(name)}")
        return findings

    async def _say_again(self, folder: Path) -> None:
        await _people_the(folder)
        storage = open_sqlite(folder, Sealer(KEY))
        assistant = make_assistant(self.understander, storage.records)
        for chat, lines in sorted(self.said.items()):
            for update, line in lines:
                text = Text(line)
                message = Message(Channel.TELEGRAM, str(chat), str(chat), str(update), NOW, text)
                await storage.accept(message)
                work = await storage.next_work(Key(Channel.TELEGRAM, str(chat)))
                assert work is not None
                turn = await asyncio.to_thread(assistant.turn, work.message, work.conversation, day_of(NOW))
                await storage.commit(work, turn, NOW)
        await storage.close()


async def _people_the(folder: Path) -> None:
    """A member for each chat, each with a hamlet of their own, so that nobody sees what another one records."""
    storage = open_sqlite(folder, Sealer(KEY))
    rows = [
        Row(
            number + 1,
            {
                Column.COMMUNE: MINH_HOP,
                Column.HAMLET: f"Xóm {number}",
                Column.TEAM: f"Tổ Xóm {number}",
                Column.PERSON: "Người Mẫu",
                Column.ROLE: ROLES[Role.LEADER],
            },
        )
        for number in range(1, MEMBERS + 1)
    ]
    await apply_rows(storage, rows, load_communes(), sample=False)
    teams = {team.name: team.id for team in (await storage.roster()).teams}
    for number in range(1, MEMBERS + 1):
        code = "".join("ACDEFGHJKM"[int(digit)] for digit in f"{number:06d}")
        made = Code(code, CodeKind.INVITATION, NOW, role=Role.MEMBER, commune=MINH_HOP, team=teams[f"Tổ Xóm {number}"])
        account = Account(Channel.TELEGRAM, str(number))
        await storage.commit_batch(Batch((PutCode(made), Redeem(code, account, f"Lan {number}"))), NOW)
    await storage.close()


def _record(folder: Path) -> dict[str, dict[str, Any]]:
    """Conversations with their drafts, and visits, as they are stored; which events began them is the same in both."""
    db = sqlite3.connect(folder / FILE)
    try:
        return {
            "conversations": dict(db.execute("SELECT conversation, state FROM conversations")),
            "visits": dict(db.execute("SELECT key, version || body FROM visits")),
            "history": {
                f"{key} {version}": body
                for key, version, body in db.execute("SELECT visit, version, body FROM visit_history")
            },
        }
    finally:
        db.close()


async def _begin(lives: asyncio.subprocess.Process) -> int:
    """A new life that says that it serves; its process."""
    assert lives.stdin
    lives.stdin.write(b"life\n")
    life = int((await _line(lives, "life")).split()[1])
    await _line(lives, "Mở ")
    return life


async def _line(lives: asyncio.subprocess.Process, start: str) -> str:
    assert lives.stdout
    async with asyncio.timeout(60):
        line = (await lives.stdout.readline()).decode()
    assert line.startswith(start), f"{start!r} was expected, not {line!r}"
    return line
