"""What the pipeline does with a spoken message before a handler sees it: fetch, write down, mask."""

import asyncio
import logging
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from time import perf_counter

from bot.channels.contract import Platform
from bot.logs import place_of, short
from bot.pipeline.accept import read_text
from bot.pipeline.dispatch import Prepare, as_it_is
from bot.voice.digits import with_digits
from bot.voice.media import Fetch, FetchError, Fetching, download
from bot.voice.recogniser import LONGEST_BYTES, CommandRecogniser, Recogniser, RecogniserError, parse_command
from handlers.message import Channel, Message, Voice

log = logging.getLogger(__name__)

# A question is short; longer recordings would hold up everybody else's for as long as they take to write down.
LONGEST_SECONDS = 60
# A recogniser keeps a processor busy; each further one only makes all of them slower.
AT_ONCE = 2
# Fetching, waiting for a turn and writing down together: later the person has typed it already.
PATIENCE_SECONDS = 45.0

_ZALO = (Channel.ZALO_OA, Channel.ZALO_BOT)


class Hearing:
    """Fills `Voice.heard` with what a recogniser wrote down, sensitive numbers masked. Never raises."""

    def __init__(
        self, recogniser: Recogniser, fetches: Mapping[Channel, Fetch], patience: float = PATIENCE_SECONDS
    ) -> None:
        """`fetches`: how each channel's files are fetched; a channel that isn't there isn't listened to."""
        self._recogniser, self._fetches, self._patience = recogniser, fetches, patience
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def prepare(self, message: Message) -> Message:
        """The message with what was heard; as it is when it isn't spoken or nothing could be heard.

        What is said in a group is left alone: it would have to be repeated there to be confirmed.
        """
        voice = message.content
        if not isinstance(voice, Voice) or voice.heard is not None or message.group:
            return message
        began = perf_counter()
        keys: dict[str, object] = {"channel": message.channel, "conversation": short(message.conversation)}
        try:
            async with asyncio.timeout(self._patience):
                heard = await self._hear(message.channel, voice)
        except (FetchError, RecogniserError) as error:
            log.warning("voice.not_heard", extra={**keys, "reason": error.reason})
            return message
        except TimeoutError:
            log.warning("voice.not_heard", extra={**keys, "reason": "patience"})
            return message
        except Exception as error:
            # Whatever goes wrong with a recording, its person is answered.
            log.error("voice.defect", extra={**keys, "error": type(error).__name__, "place": place_of(error)})
            return message
        text, masked = read_text(with_digits(unicodedata.normalize("NFC", heard)))
        log.info("voice.heard", extra={**keys, "ms": round((perf_counter() - began) * 1000), "empty": not text.text})
        kinds = tuple(dict.fromkeys((*message.masked, *masked)))
        return replace(message, content=replace(voice, heard=text.text or None), masked=kinds)

    async def _hear(self, channel: Channel, voice: Voice) -> str:
        fetch = self._fetches.get(channel)
        if fetch is None or not voice.file:
            raise FetchError("no_way_to_fetch")
        if voice.seconds is not None and voice.seconds > LONGEST_SECONDS:
            raise RecogniserError("too_long")
        sound = await fetch(voice.file)
        if len(sound) > LONGEST_BYTES:
            raise FetchError("too_large")
        async with self._turns:
            return await self._recogniser.transcribe(sound, kind_of(sound))


def make_prepare(command: str, platforms: Iterable[Platform]) -> Prepare:
    """The pipeline's preparation under the setting `TROLY_RECOGNISER`: nothing when it is empty.

    Raises `RecogniserMissingError` when the command isn't there.
    """
    if not command:
        return as_it_is
    fetches: dict[Channel, Fetch] = {}
    for platform in platforms:
        channel = platform.sender.channel
        if isinstance(platform, Fetching):
            fetches[channel] = platform.fetch
        elif channel in _ZALO:
            fetches[channel] = download
    return Hearing(CommandRecogniser(parse_command(command)), fetches).prepare


def kind_of(sound: bytes) -> str:
    """The type of a recording by its first bytes: what servers say of it is often only "some file"."""
    if sound.startswith(b"OggS"):
        return "audio/ogg"
    if sound[:4] == b"RIFF" and sound[8:12] == b"WAVE":
        return "audio/wav"
    if sound[4:8] == b"ftyp":
        return "audio/mp4"
    if sound.startswith(b"#!AMR"):
        return "audio/amr"
    # A frame of MPEG audio begins with eleven or twelve set bits; layer 0 means AAC (ADTS).
    if len(sound) > 1 and sound[0] == 0xFF and sound[1] & 0xF6 == 0xF0:
        return "audio/aac"
    if sound.startswith(b"ID3") or (len(sound) > 1 and sound[0] == 0xFF and sound[1] & 0xE0 == 0xE0):
        return "audio/mpeg"
    return "application/octet-stream"
