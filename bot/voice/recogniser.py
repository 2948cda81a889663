"""What writes down a recording: a protocol, and the adapter that runs the operator's own command."""

import asyncio
import contextlib
import os
import shlex
import shutil
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

# A spoken question is 10 to 30 seconds long: at the 16 to 64 kbit/s of voice messages far below this.
LONGEST_BYTES = 2 * 1024 * 1024
TIME_OUT_SECONDS = 20.0
# What a recogniser may print; a question is read up to 2,000 characters anyway.
LONGEST_OUTPUT = 64 * 1024
FILE = "{file}"
# The command gets the file's name alone, so its ending is all that it knows of the format.
_ENDINGS = {
    "audio/ogg": ".ogg",
    "audio/opus": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/x-m4a": ".m4a",
    "audio/aac": ".aac",
    "audio/amr": ".amr",
    "audio/wav": ".wav",
    "audio/x-wav": ".wav",
}
_OTHERWISE = ".bin"


class RecogniserError(Exception):
    """A recording could not be written down. `reason` is a stable name; what was said is never in it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RecogniserMissingError(Exception):
    """The recogniser's command isn't there or can't be run."""


class Recogniser(Protocol):
    """Writes down what somebody said."""

    async def transcribe(self, sound: bytes, mime: str) -> str:
        """The words of a recording, empty when there are none. Raises `RecogniserError`."""
        ...


class CommandRecogniser:
    """Runs a command on a file: `{file}` in it is the recording's path, its standard output the words (UTF-8).

    Without `{file}` the path comes last. No shell is involved. The command sees none of the program's settings, which
    hold secrets; it ends after `seconds`, and whatever it started ends with it.
    """

    def __init__(self, argv: Sequence[str], seconds: float = TIME_OUT_SECONDS) -> None:
        """Raises `RecogniserMissingError`."""
        if not argv or shutil.which(argv[0]) is None:
            raise RecogniserMissingError
        self._argv = tuple(argv) if any(FILE in part for part in argv) else (*argv, FILE)
        self._seconds = seconds

    async def transcribe(self, sound: bytes, mime: str) -> str:
        """The words that the command prints, on one line."""
        if len(sound) > LONGEST_BYTES:
            raise RecogniserError("too_large")
        with TemporaryDirectory(prefix="troly-voice-") as folder:
            file = Path(folder) / f"recording{ending(mime)}"
            await asyncio.to_thread(file.write_bytes, sound)
            printed = await self._run([part.replace(FILE, str(file)) for part in self._argv])
        return " ".join(printed.decode("utf-8", "replace").split())

    async def _run(self, argv: Sequence[str]) -> bytes:
        try:
            process = await asyncio.create_subprocess_exec(
                *argv,
                stdin=DEVNULL,
                stdout=PIPE,
                stderr=DEVNULL,
                env=_without_settings(os.environ),
                start_new_session=True,
            )
        except OSError as error:
            raise RecogniserError("not_started") from error
        try:
            async with asyncio.timeout(self._seconds):
                printed = await _read(process)
                code = await process.wait()
        except TimeoutError as error:
            raise RecogniserError("time_out") from error
        finally:
            await _end(process)
        if code != 0:
            raise RecogniserError("failed")
        return printed


def parse_command(line: str) -> tuple[str, ...]:
    """A command line as its words; empty when there is none or it can't be read."""
    try:
        return tuple(shlex.split(line))
    except ValueError:
        return ()


def ending(mime: str) -> str:
    """The ending of a file of this type."""
    return _ENDINGS.get(mime.partition(";")[0].strip().lower(), _OTHERWISE)


async def _read(process: Process) -> bytes:
    """Everything printed, up to `LONGEST_OUTPUT`."""
    found = b""
    while process.stdout and (chunk := await process.stdout.read(8192)):
        found += chunk
        if len(found) > LONGEST_OUTPUT:
            raise RecogniserError("too_much_output")
    return found


async def _end(process: Process) -> None:
    """Let nothing of the command's session live on."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


def _without_settings(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environ.items() if not name.startswith("TROLY_")}
