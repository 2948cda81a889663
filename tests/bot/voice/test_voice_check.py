"""`make voice-check`: lengths of recordings, words compared, figures printed."""

import sys
import wave
from pathlib import Path

import pytest

from bot.voice.recogniser import CommandRecogniser
from tests.bench.voice import check_all, compared, recordings, seconds_of


def write_wav(file: Path, seconds: float) -> Path:
    """Silence."""
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(int(8000 * seconds) * 2))
    return file


def page(position: int, packet: bytes) -> bytes:
    """A page of an Ogg stream."""
    return b"OggS\x00\x00" + position.to_bytes(8, "little") + bytes(13) + packet


def test_lengths(tmp_path: Path) -> None:
    """WAV by its frames; Opus by its last page without what is skipped; Vorbis by the rate that it names."""
    opus = b"OpusHead\x01\x01" + (312).to_bytes(2, "little") + (16000).to_bytes(4, "little") + bytes(3)
    vorbis = b"\x01vorbis" + bytes(4) + b"\x01" + (22050).to_bytes(4, "little") + bytes(14)
    (tmp_path / "a.ogg").write_bytes(page(0, opus) + page(48_000 * 3 + 312, bytes(400)))
    (tmp_path / "b.ogg").write_bytes(page(0, vorbis) + page(22_050 * 2, bytes(400)))
    (tmp_path / "c.ogg").write_bytes(b"mp3")

    assert seconds_of(write_wav(tmp_path / "d.wav", 1.5)) == pytest.approx(1.5)
    assert seconds_of(tmp_path / "a.ogg") == pytest.approx(3.0)
    assert seconds_of(tmp_path / "b.ogg") == pytest.approx(2.0)
    with pytest.raises(ValueError, match="neither"):
        seconds_of(tmp_path / "c.ogg")


def test_words_are_compared_with_their_marks() -> None:
    """Case, punctuation and the place of a tone mark don't count."""
    assert compared("Hoà, làm CĂN CƯỚC!") == ["hòa", "làm", "căn", "cước"]
    assert compared("mã") != compared("má")


async def test_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Errors over words of all recordings together, work over sound; a recording without a text is left out."""
    for name, said in {"a": "làm căn cước ở đâu", "b": "làm căn cước"}.items():
        write_wav(tmp_path / f"{name}.wav", 2)
        (tmp_path / f"{name}.txt").write_text(said, encoding="utf-8")
    write_wav(tmp_path / "c.wav", 2)
    assert [file.name for file, _ in recordings(tmp_path)] == ["a.wav", "b.wav"]
    hears = CommandRecogniser([sys.executable, "-c", "import sys; sys.stdout.buffer.write('làm căn cước'.encode())"])

    assert await check_all(hears, tmp_path) == 0

    shown = capsys.readouterr().out
    assert "a.wav: 2/5 words wrong" in shown
    assert "b.wav: 0/3 words wrong" in shown
    assert "2 recordings, 8 words, 0 failed" in shown
    assert "word error rate 0.250" in shown


async def test_what_can_not_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder and a recogniser that fails end with 1, and say why."""
    fails = CommandRecogniser([sys.executable, "-c", "raise SystemExit(1)"])
    assert await check_all(fails, tmp_path) == 1

    write_wav(tmp_path / "a.wav", 1)
    (tmp_path / "a.txt").write_text("chào", encoding="utf-8")
    assert await check_all(fails, tmp_path) == 1
    assert "a.wav: failed" in capsys.readouterr().out
