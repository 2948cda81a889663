"""The driver: starts the program, makes people write, kills the program at random moments, and starts it again."""

import asyncio
import os
import random
import socket
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from tests.chaos.ledger import Findings, check, look
from tests.chaos.storm import Storm

ROOT = Path(__file__).parents[2]
CHATS = 40
# Seconds that a life takes from the moment when the program says that it serves.
SHORTEST, LONGEST = 0.05, 0.9
# This share of lives ends before the program says so, while it opens its store and picks up what is there.
STILLBORN = 0.15
STILLBORN_SECONDS = 1.0
# Messages in a life, unless more than so many still wait from those before.
IN_A_LIFE, MOST_WAITING = 20, 100
DRAIN_SECONDS = 40.0


@dataclass
class Run:
    """A whole run. `folder` is empty or doesn't exist; the same `seed` draws the same moments."""

    folder: Path
    kills: int
    seed: int = 1
    tell: bool = False
    in_flight: set[int] = field(default_factory=set)
    stillborn: int = 0

    async def go(self) -> Findings:
        """Kill as often as told, let the last life finish everything, and check."""
        began = monotonic()
        chance = random.Random(self.seed)
        storm = Storm(random.Random(self.seed + 1))
        await storm.start()
        port = free_port()
        waiting = 0
        try:
            for kill in range(1, self.kills + 1):
                waiting = await self._life(storm, port, chance, busy=waiting > MOST_WAITING)
                if self.tell and kill % 20 == 0:
                    seconds = monotonic() - began
                    print(f"{kill:4} kills, {storm.messages} messages, {seconds:.0f} s", flush=True)
            storm.stormy = False
            await self._last_life(storm, port)
        finally:
            await storm.stop()
        findings = check(self.folder, storm, self.in_flight)
        findings.figures = {
            "kills": self.kills,
            "of these while starting": self.stillborn,
            **findings.figures,
            **{f"fault: {name}": count for name, count in sorted(storm.faults.items())},
            "seconds": round(monotonic() - began),
        }
        return findings

    async def with_calamity(self, calamity: Callable[[], Coroutine[None, None, None]]) -> Findings:
        """One life in good weather in which something happens while people write; then everything is finished."""
        chance = random.Random(self.seed)
        storm = Storm(chance)
        storm.stormy = False
        await storm.start()
        program = await self._start(storm, free_port())
        try:
            await _ready(program)
            await _write(storm, chance, IN_A_LIFE)
            began = monotonic()
            happening = asyncio.create_task(calamity())
            while not happening.done():
                await _write(storm, chance, 5)
                await asyncio.sleep(0.1)
            await happening
            over = monotonic()
            held_up = len(storm.pending) + (await asyncio.to_thread(look, self.folder)).waiting
            await self._drain(storm)
            drained = monotonic()
            program.terminate()
            assert await program.wait() == 0
        finally:
            await _end(program)
            await storm.stop()
        findings = check(self.folder, storm, set())
        findings.figures["held up when it was over"] = held_up
        findings.figures["seconds of calamity"] = round(over - began)
        findings.figures["seconds until all was done"] = round(drained - over)
        return findings

    async def _life(self, storm: Storm, port: int, chance: random.Random, *, busy: bool) -> int:
        """From a start to a kill; how much waited then."""
        program = await self._start(storm, port)
        writing = asyncio.create_task(_write(storm, chance, 0 if busy else IN_A_LIFE))
        try:
            if chance.random() < STILLBORN:
                self.stillborn += 1
                await asyncio.sleep(chance.uniform(0.0, STILLBORN_SECONDS))
            else:
                await _ready(program)
                await asyncio.sleep(chance.uniform(SHORTEST, LONGEST))
        finally:
            await _end(program)
            await writing
        snapshot = await asyncio.to_thread(look, self.folder)
        self.in_flight |= snapshot.sending
        return snapshot.waiting

    async def _last_life(self, storm: Storm, port: int) -> None:
        """Good weather, until nothing waits any more; then a graceful stop."""
        program = await self._start(storm, port)
        try:
            await _ready(program)
            await self._drain(storm)
            program.terminate()
            assert await program.wait() == 0
        finally:
            await _end(program)

    async def _drain(self, storm: Storm) -> None:
        """Wait until nothing waits any more, neither at the platform nor in the store."""
        async with asyncio.timeout(DRAIN_SECONDS):
            waiting = 1
            while waiting:
                await asyncio.sleep(0.25)
                waiting = len(storm.pending) + (await asyncio.to_thread(look, self.folder)).waiting

    async def _start(self, storm: Storm, port: int) -> asyncio.subprocess.Process:
        command = ["-m", "tests.chaos.serve", str(self.folder), storm.url, str(port)]
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        return await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE
        )


async def _write(storm: Storm, chance: random.Random, count: int) -> None:
    """People write, some of them several messages at once, over the length of a life."""
    for _ in range(count):
        await storm.number(chance.randint(1, CHATS))
        if chance.random() < 0.5:
            await asyncio.sleep(chance.uniform(0.0, 0.08))


async def _ready(program: asyncio.subprocess.Process) -> None:
    assert program.stdout
    async with asyncio.timeout(60):
        line = await program.stdout.readline()
    assert line, "the program ended by itself"


async def _end(program: asyncio.subprocess.Process) -> None:
    """Without a warning, as a power cut would."""
    if program.returncode is None:
        program.kill()
    assert program.stdout
    await program.stdout.read()
    await program.wait()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
