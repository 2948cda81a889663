"""Builds of the content: one at a time, each in a worker process, with progress that can be asked for."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from bot.editing.cache import scratch_folder
from knowledge.content import SHIPPED
from knowledge.edits import Data, Edit, EditError, read_data, write_edited
from knowledge.yaml_lines import ContentError, Problem

T = TypeVar("T")

# A build by experience, until the first one was timed: what progress is told against.
USUAL_SECONDS = 20.0
STAGES = ("write", "check", "build", "compare", "done")


class BuildError(Exception):
    """The worker ended without a result; `str()` is for the log and holds no content."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that would be answered otherwise: what was decided and said, and what would be."""

    question: str
    before: str
    after: str
    topic_before: str
    topic_after: str


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: the name of its index, or why there is none."""

    index: str
    problems: tuple[Problem, ...] = ()
    changed: tuple[Changed, ...] = ()


@dataclass
class Progress:
    """How far a build has come: the stage, and in the comparing one how many of how many questions."""

    stage: str = "write"
    done: int = 0
    of: int = 0
    began: float = field(default=0.0)


class Workshop:
    """Makes indexes from the shipped content with edits in it."""

    def __init__(self, cache: Path, shipped: Path = SHIPPED) -> None:
        self.cache, self.shipped = cache, shipped
        self.usual_seconds = USUAL_SECONDS
        # Whether the last build failed for no fault of the content: a full disk, no memory.
        self.failing = False
        self._one = asyncio.Lock()
        self._first = 0
        self._data: Data | None = None

    async def data(self) -> Data:
        """The shipped content as plain data by file, read once: not to be changed."""
        if self._data is None:
            self._data = await asyncio.to_thread(read_data, self.shipped)
        return self._data

    async def build(
        self,
        edits: Sequence[Edit],
        today: date,
        *,
        before: str = "",
        questions: Sequence[str] = (),
        tell: Callable[[Progress], None] = lambda progress: None,
        first: bool = False,
    ) -> Built:
        """The content with these edits, checked and built; `questions` are compared with the index `before`.

        `first`: what waits to go live comes before what is only to be looked at. Raises `BuildError`. An edit that
        doesn't fit, or content that can't be read, is a problem of the result.
        """
        async with self._turn(first=first):
            progress = Progress(began=asyncio.get_running_loop().time())
            tell(progress)
            with self._trouble_noted(), scratch_folder(self.cache) as scratch:
                folder = scratch / "content"
                try:
                    # Else the folder would be taken away from under it.
                    await _whole(asyncio.to_thread(write_edited, edits, folder, self.shipped))
                except EditError as error:
                    return Built("", (Problem(str(error), 1, "chỗ này không còn trong nội dung; bỏ bản sửa này"),))
                except ContentError as error:
                    return Built("", tuple(error.problems))
                task = {
                    "folder": str(folder),
                    "cache": str(self.cache),
                    "before": before,
                    "questions": list(questions),
                    "today": today.isoformat(),
                }
                return await self._work(task, progress, tell)

    @contextmanager
    def _trouble_noted(self) -> Iterator[None]:
        try:
            yield
        except (BuildError, OSError):
            self.failing = True
            raise
        self.failing = False

    @asynccontextmanager
    async def _turn(self, *, first: bool) -> AsyncIterator[None]:
        """One build at a time. Who comes `first` waits for the one that is under way at most."""
        self._first += first
        try:
            await self._one.acquire()
            while self._first and not first:
                # To the end of the line.
                self._one.release()
                await asyncio.sleep(0)
                await self._one.acquire()
        finally:
            self._first -= first
        try:
            yield
        finally:
            self._one.release()

    async def _work(self, task: dict[str, Any], progress: Progress, tell: Callable[[Progress], None]) -> Built:
        worker = await _started()
        try:
            assert worker.stdin and worker.stdout  # noqa: S101 - for the type checker
            worker.stdin.write(json.dumps(task).encode() + b"\n")
            worker.stdin.close()
            async for line in worker.stdout:
                said = json.loads(line)
                if "index" in said:
                    progress.stage = "done"
                    tell(progress)
                    if said["index"]:
                        took = asyncio.get_running_loop().time() - progress.began
                        self.usual_seconds = max(USUAL_SECONDS, took)
                    return _built(said)
                progress.stage, progress.done, progress.of = said["stage"], said.get("done", 0), said.get("of", 0)
                tell(progress)
        finally:
            await _end(worker)
        raise BuildError(f"worker ended with {worker.returncode}")


async def _started() -> asyncio.subprocess.Process:
    starting = asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.editing.worker",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        # With a group of its own: what it starts ends with it.
        start_new_session=True,
        # What changed is told in one line.
        limit=16 * 1024 * 1024,
    )
    # A process half started never ends.
    return await _whole(starting, _end)


async def _whole(work: Coroutine[Any, Any, T], undo: Callable[[T], Coroutine[Any, Any, None]] | None = None) -> T:
    """What work gives. Whoever is cancelled meanwhile waits until it is done, and undoes it."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        found = await task
        if undo:
            await undo(found)
        raise


async def _end(worker: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    await worker.wait()


def _built(said: dict[str, Any]) -> Built:
    return Built(
        said["index"],
        tuple(Problem(file, line, message) for file, line, message in said["problems"]),
        tuple(
            Changed(
                item["question"],
                item["before"]["text"],
                item["after"]["text"],
                item["before"]["topic"],
                item["after"]["topic"],
            )
            for item in said["changed"]
        ),
    )
