"""`python -m tests.bench.editing`: the content is edited and published while people ask. Prints figures, judges nothing.

`troly serve` as it is shipped, in a process of its own; 50 questions a second over HTTP from many conversations; 100 edits
one after the other, each raising the number in two statements. Every answer must be whole: the two numbers of one
publication, or the very text that was answered before anything was edited.
"""

import argparse
import asyncio
import json
import os
import random
import re
import socket
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from time import monotonic
from typing import Any

import aiohttp

from bot.storage.sqlite import SqliteStorage, open_sqlite
from handlers.editing.edit import PutEdit, Status, StoredEdit
from handlers.message import Channel
from handlers.teams.changes import PutCode, Redeem
from handlers.teams.codes import Code, CodeKind
from handlers.teams.model import Role
from handlers.teams.people import Account
from handlers.turn import Batch
from knowledge.days import utc_now
from knowledge.edits import Edit, look, read_data

PER_SECOND = 50
CONVERSATIONS = 400
# A statement that leads its answer, and the question that it answers.
FILE, PATH, QUESTION = "topics/khai-sinh.yaml", ("statements", "fee", "dung-han"), "làm khai sinh mất bao nhiêu tiền"
OTHERS = (
    "mất căn cước làm lại hết bao nhiêu tiền",
    "đăng ký tạm trú cần giấy tờ gì",
    "kích hoạt vneid mức 2 ở đâu",
    "bao lâu thì có hộ chiếu",
    "gia hạn bhyt hộ gia đình trên mạng",
)
_NUMBER = re.compile(r"\(bản (\d+)\)(.*?)\(bản (\d+) hết\)", re.DOTALL)


@dataclass
class Seen:
    """What was answered."""

    seconds: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    numbers: set[int] = field(default_factory=set)
    live: dict[int, float] = field(default_factory=dict)


async def ask(session: aiohttp.ClientSession, url: str, conversation: str, event: str, text: str) -> str:
    """The text of the first reply."""
    body = {"conversation": conversation, "event": event, "text": text}
    async with session.post(url + "/api/chat", json=body) as response:
        data: dict[str, Any] = json.loads(await response.text())
        return str(data["replies"][0]["text"]) if response.status == 200 and data["replies"] else f"{response.status}"


async def main(seconds: float, edits: int) -> None:
    """One run."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        environment = {**os.environ, "TROLY_DATA": str(data), "TROLY_PORT": str(port), "TROLY_LOG": "error"}
        server = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", env=environment, stdout=asyncio.subprocess.PIPE
        )
        try:
            assert server.stdout
            await server.stdout.readline()
            storage = open_sqlite(data)
            await run(f"http://127.0.0.1:{port}", storage, server.pid, seconds, edits)
            await storage.close()
        finally:
            server.terminate()
            await server.wait()


async def run(url: str, storage: SqliteStorage, pid: int, seconds: float, edits: int) -> None:
    """Ask and edit, then print."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        usual = {text: await ask(session, url, f"first{n}", "e", text) for n, text in enumerate((QUESTION, *OTHERS))}
        # What is loaded at the first questions is no growth.
        before, seen, ends = memory(pid), Seen(), monotonic() + seconds
        editing = asyncio.create_task(edit_all(storage, edits, seconds * 0.7))
        peak, asking, number = before, set(), 0
        chance = random.Random(1)
        while monotonic() < ends or len(await asyncio.to_thread(storage.records.ready_edits)):
            for _ in range(PER_SECOND):
                number += 1
                text = QUESTION if chance.random() < 0.5 else chance.choice(OTHERS)
                task = asyncio.create_task(one(session, url, number, text, usual, seen))
                asking.add(task)
                task.add_done_callback(asking.discard)
                await asyncio.sleep(1 / PER_SECOND)
            peak = max(peak, memory(pid))
        await editing
        await asyncio.gather(*asking)
        await asyncio.sleep(5)
        publication = await asyncio.to_thread(storage.records.publication)
        cuts = quantiles(seen.seconds, n=100)
        print(f"questions answered     {len(seen.seconds)} ({len(seen.seconds) / seconds:.0f} a second)")
        print(f"edits published        {edits} in {publication.number if publication else 0} publications")
        print(f"versions seen live     {len(seen.numbers)}, the last {max(seen.numbers, default=0)}")
        print(f"wrong or torn answers  {sum(seen.wrong.values())} {dict(seen.wrong) or ''}")
        print(f"reply                  median {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms")
        print(f"                       slowest {max(seen.seconds) * 1000:.0f} ms")
        print(f"memory of the server   {before} MB before, {peak} MB at most, {memory(pid)} MB after")


async def one(
    session: aiohttp.ClientSession, url: str, number: int, text: str, usual: dict[str, str], seen: Seen
) -> None:
    """One question and what is to be said of its answer."""
    began = monotonic()
    said = await ask(session, url, f"c{number % CONVERSATIONS}", f"e{number}", text)
    seen.seconds.append(monotonic() - began)
    if said == usual[text] and text != QUESTION:
        return
    found = _NUMBER.search(said)
    if text == QUESTION and found and found.group(1) == found.group(3):
        seen.numbers.add(int(found.group(1)))
    elif text == QUESTION and not found and said == usual[text]:
        seen.numbers.add(0)
    else:
        seen.wrong[f"{text}: {said[:60]}"] += 1


async def edit_all(storage: SqliteStorage, edits: int, seconds: float) -> None:
    """An administrator who publishes one edit after the other."""
    now = utc_now()
    account = Account(Channel.TELEGRAM, "admin")
    made = Code("ADMN47", CodeKind.INVITATION, now, role=Role.PROVINCE_ADMIN)
    await storage.commit_batch(Batch((PutCode(made), Redeem("ADMN47", account, "Hoa"))), now)
    person = storage.records.person(account)
    assert person is not None
    was = look(read_data(), FILE, PATH)
    before = was
    for number in range(1, edits + 1):
        after = {**was, "text": f"(bản {number}) {was['text']} (bản {number} hết)"}
        edit = StoredEdit(Edit(FILE, PATH, before, after), person.id, person.name, utc_now(), status=Status.READY)
        await storage.commit_batch(Batch((PutEdit(edit),)), utc_now())
        before = after
        await asyncio.sleep(seconds / edits)


def memory(pid: int) -> int:
    """The resident memory of a process, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found.group(1)) // 1024 if found else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench.editing", description=__doc__)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--edits", type=int, default=100)
    options = parser.parse_args()
    asyncio.run(main(options.seconds, options.edits))
