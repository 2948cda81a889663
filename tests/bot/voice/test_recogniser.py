"""The recogniser's command: what it gets, what is taken from it, and how it is kept within its bounds."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.voice.recogniser import (
    LONGEST_BYTES,
    LONGEST_OUTPUT,
    CommandRecogniser,
    RecogniserError,
    RecogniserMissingError,
    parse_command,
)


def command(code: str, *args: str) -> list[str]:
    """A recogniser as a few lines of Python; `sys.argv[1]` is the recording."""
    return [sys.executable, "-c", f"import sys, os, time, pathlib\n{code}", *(args or ("{file}",))]


async def fault(recogniser: CommandRecogniser, sound: bytes = b"OggS") -> str:
    """Why nothing was written down."""
    with pytest.raises(RecogniserError) as raised:
        await recogniser.transcribe(sound, "audio/ogg")
    return raised.value.reason


async def test_the_words_on_one_line() -> None:
    """What is printed, in UTF-8, spaces and line breaks made one."""
    code = "sys.stdout.buffer.write('  làm căn cước\\n ở đâu \\n'.encode())"

    assert await CommandRecogniser(command(code)).transcribe(b"x", "audio/ogg") == "làm căn cước ở đâu"


async def test_the_recording_is_a_file_with_its_ending() -> None:
    """The command finds the sound under the name it is given; afterwards the file is gone."""
    recogniser = CommandRecogniser(command("p = pathlib.Path(sys.argv[1]); print(p, p.read_text())"))
    for mime, ending in [
        ("audio/ogg; codecs=opus", ".ogg"),
        ("audio/wav", ".wav"),
        ("audio/mp4", ".m4a"),
        ("?", ".bin"),
    ]:
        file, sound = (await recogniser.transcribe(b"sound", mime)).split()

        assert file.endswith(ending)
        assert sound == "sound"
        assert not os.path.exists(file)  # noqa: ASYNC240, PTH110


async def test_where_the_file_stands_in_the_command() -> None:
    """In place of {file}, also within an argument; without {file} it comes last."""
    inside = CommandRecogniser(command("print(sys.argv[1][:4], sys.argv[2])", "--in={file}", "-q"))
    last = CommandRecogniser(command("print(sys.argv[1], pathlib.Path(sys.argv[2]).exists())", "-q"))

    assert await inside.transcribe(b"x", "audio/ogg") == "--in -q"
    assert await last.transcribe(b"x", "audio/ogg") == "-q True"


async def test_no_shell() -> None:
    """What looks like a shell's business is only an argument."""
    recogniser = CommandRecogniser(command("print(sys.argv[1])", "$(id); `id` > /tmp/x", "{file}"))

    assert await recogniser.transcribe(b"x", "audio/ogg") == "$(id); `id` > /tmp/x"


async def test_it_never_sees_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tokens stand in the environment; a stranger's command has no business with them."""
    monkeypatch.setenv("TROLY_TELEGRAM_TOKEN", "123:secret")
    recogniser = CommandRecogniser(
        command("print([n for n in os.environ if n.startswith('TROLY')], 'PATH' in os.environ)")
    )

    assert await recogniser.transcribe(b"x", "audio/ogg") == "[] True"


async def test_what_goes_wrong_has_a_name() -> None:
    """A failing command, too much output, a recording that is too large."""
    assert await fault(CommandRecogniser(command("print('half'); sys.exit(3)"))) == "failed"
    assert await fault(CommandRecogniser(command(f"print('a' * {LONGEST_OUTPUT + 1})"))) == "too_much_output"
    assert await fault(CommandRecogniser(command("")), b"x" * (LONGEST_BYTES + 1)) == "too_large"


async def test_bytes_that_are_no_text() -> None:
    """A broken recogniser's output is still well-formed text."""
    recogniser = CommandRecogniser(command("sys.stdout.buffer.write(b'l\\xe0m \\xff')"))

    assert await recogniser.transcribe(b"x", "audio/ogg") == "l\ufffdm \ufffd"


async def test_a_command_that_hangs_ends_with_all_it_started(tmp_path: Path) -> None:
    """After its time the command is ended, and the process that it started too."""
    # The pipe's writing end is the child's: it reads as closed once the child is gone.
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code = f"import subprocess; subprocess.run(['sh', '-c', 'exec 3>{pipe}; sleep 600'])"
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert await fault(CommandRecogniser(command(code), seconds=1.0)) == "time_out"
        os.set_blocking(reader, True)
        assert await asyncio.wait_for(asyncio.to_thread(os.read, reader, 1), 5) == b""
    finally:
        os.close(reader)


@pytest.mark.parametrize("line", ["", "khong-co-lenh-nay {file}", "'khong dong", f"{__file__} {{file}}"])
def test_a_command_that_is_not_there(line: str) -> None:
    """It is said at the start, not with the first recording."""
    with pytest.raises(RecogniserMissingError):
        CommandRecogniser(parse_command(line))


def test_reading_the_setting() -> None:
    """Words as a shell would part them."""
    assert parse_command("/opt/nghe --model 'mo hinh' {file}") == ("/opt/nghe", "--model", "mo hinh", "{file}")
