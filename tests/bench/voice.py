"""`make voice-check RECORDINGS=folder`: how well and how fast the recogniser that is plugged in writes down recordings.

The folder holds `name.wav` or `name.ogg` (Opus, Vorbis) with what is said beside it in `name.txt` (UTF-8). Words are
compared without case and punctuation, with their marks: "mã" for "má" is an error.
"""

import asyncio
import os
import sys
import time
import unicodedata
import wave
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from bot.settings import SettingsError, load_settings
from bot.voice.hearing import kind_of
from bot.voice.recogniser import CommandRecogniser, Recogniser, RecogniserError, RecogniserMissingError, parse_command
from knowledge.text import tone_placed, words

ENDINGS = (".wav", ".ogg", ".oga", ".opus")
# Opus always counts in samples of 48 kHz (RFC 7845, section 4).
_OPUS_RATE = 48_000
_LAST_PAGE = 65_536


@dataclass(frozen=True, slots=True)
class Heard:
    """One recording: the words said, how many edits away what was heard is, seconds of sound and of work."""

    name: str
    said: int
    edits: int
    sound: float
    work: float
    text: str


def compared(text: str) -> list[str]:
    """The words of a text as they are compared: hoà and hòa are one."""
    return [tone_placed(word) for word in words(unicodedata.normalize("NFC", text).lower())]


def seconds_of(recording: Path) -> float:
    """The length of a recording in seconds. Raises `ValueError` when it can't be told."""
    data = recording.read_bytes()
    if data.startswith(b"OggS"):
        return _ogg_seconds(data)
    try:
        with wave.open(str(recording)) as sound:
            return sound.getnframes() / sound.getframerate()
    except (wave.Error, EOFError, ZeroDivisionError) as error:
        raise ValueError("neither WAV nor Ogg") from error


def _ogg_seconds(data: bytes) -> float:
    """The position of the last page (RFC 3533) over the rate that the first packet names."""
    last = data.rfind(b"OggS", max(0, len(data) - _LAST_PAGE))
    position = int.from_bytes(data[last + 6 : last + 14], "little")
    opus, vorbis = data.find(b"OpusHead", 0, 200), data.find(b"\x01vorbis", 0, 200)
    if opus >= 0:
        skipped = int.from_bytes(data[opus + 10 : opus + 12], "little")
        return max(0, position - skipped) / _OPUS_RATE
    rate = int.from_bytes(data[vorbis + 12 : vorbis + 16], "little") if vorbis >= 0 else 0
    if not rate:
        raise ValueError("neither Opus nor Vorbis")
    return position / rate


def recordings(folder: Path) -> list[tuple[Path, str]]:
    """The recordings of a folder that have their text beside them, by name."""
    found = sorted(file for file in folder.iterdir() if file.suffix.lower() in ENDINGS)
    with_text = [(file, file.with_suffix(".txt")) for file in found]
    return [(file, text.read_text(encoding="utf-8")) for file, text in with_text if text.is_file()]


async def check(recogniser: Recogniser, recording: Path, said: str) -> Heard:
    """One recording through the recogniser. Raises `RecogniserError` or `ValueError`."""
    sound, length = await asyncio.to_thread(recording.read_bytes), seconds_of(recording)
    began = time.perf_counter()
    text = await recogniser.transcribe(sound, kind_of(sound))
    took = time.perf_counter() - began
    expected = compared(said)
    return Heard(recording.name, len(expected), Levenshtein.distance(expected, compared(text)), length, took, text)


async def check_all(recogniser: Recogniser, folder: Path) -> int:
    """Print a line for each recording and the whole; 1 when there was nothing to check or something failed."""
    found, failed = recordings(folder), 0
    heard: list[Heard] = []
    for recording, said in found:
        try:
            one = await check(recogniser, recording, said)
        except (RecogniserError, ValueError) as error:
            failed += 1
            print(f"{recording.name}: {error}")
            continue
        heard.append(one)
        print(f"{one.name}: {one.edits}/{one.said} words wrong, {one.work:.2f} s for {one.sound:.2f} s: {one.text}")
    said_words, sound = sum(one.said for one in heard), sum(one.sound for one in heard)
    if not said_words or not sound:
        print(f"{folder}: no recording ({', '.join(ENDINGS)}) with words in a .txt beside it could be checked")
        return 1
    rate = sum(one.edits for one in heard) / said_words
    print(f"\n{len(heard)} recordings, {said_words} words, {failed} failed")
    print(f"word error rate {rate:.3f}")
    print(f"{sum(one.work for one in heard) / sound:.2f} s of work for each second of sound")
    return 1 if failed else 0


def main(argv: list[str]) -> int:
    if len(argv) != 1 or not Path(argv[0]).is_dir():
        print("usage: make voice-check RECORDINGS=folder", file=sys.stderr)
        return 2
    try:
        command = load_settings(os.environ, Path(".env")).recogniser
        recogniser = CommandRecogniser(parse_command(command))
    except (SettingsError, RecogniserMissingError):
        print("TROLY_RECOGNISER names no command that can be run (docs/giong-noi.md)", file=sys.stderr)
        return 2
    return asyncio.run(check_all(recogniser, Path(argv[0])))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
