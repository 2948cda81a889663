"""Writing to the bot from a terminal: a line is a message, `/2` presses the second button, Ctrl+D ends."""

import argparse
import asyncio
import re
import sys

from tests.fakes.telegram import TOKEN, FakeTelegram, Sent


def main() -> None:
    """`python -m tests.fakes.telegram --port N`."""
    parser = argparse.ArgumentParser(description="Máy chủ Telegram giả để thử bot mà không cần tài khoản.")
    parser.add_argument("--port", type=int, default=8081)
    asyncio.run(_talk(parser.parse_args().port))


async def _talk(port: int) -> None:
    fake = FakeTelegram()
    await fake.start(port)
    print("Chạy trợ lý ở cửa sổ khác với:\n")
    print(f"  TROLY_TELEGRAM_TOKEN={TOKEN} TROLY_TELEGRAM_API={fake.url} troly serve\n")
    print("Rồi gõ tin nhắn ở đây. /1, /2 … để bấm nút; Ctrl+D để thoát.")
    screen = asyncio.create_task(_show(fake))
    try:
        while line := await asyncio.to_thread(sys.stdin.readline):
            await _line(fake, line.rstrip("\n"))
    finally:
        screen.cancel()
        await asyncio.gather(screen, return_exceptions=True)
        await fake.stop()


async def _line(fake: FakeTelegram, line: str) -> None:
    number = re.fullmatch(r"/(\d+)", line)
    if not number:
        await fake.say(line)
        return
    last = next((sent for sent in reversed(fake.sent) if sent.rows), None)
    buttons = [button for row in last.rows for button in row] if last else []
    chosen = int(number.group(1))
    if last is None or not 1 <= chosen <= len(buttons):
        print("(không có nút đó)")
    elif "url" in (button := buttons[chosen - 1]):
        print(f"(mở {button['url']})")
    else:
        await fake.press_code(button["callback_data"], last.chat, last.id)


async def _show(fake: FakeTelegram) -> None:
    seen: dict[int, int] = {}
    while True:
        await fake.until(lambda: any(seen.get(sent.id) != sent.edits for sent in fake.sent), seconds=1e9)
        for sent in fake.sent:
            if seen.get(sent.id) != sent.edits:
                seen[sent.id] = sent.edits
                print(_shown(sent), flush=True)


def _shown(sent: Sent) -> str:
    head = f"── bot, tin {sent.id}{' (sửa)' if sent.edits else ''}{' [hình]' if sent.photo else ''} ──"
    number = 0
    rows = []
    for row in sent.rows:
        cells = []
        for button in row:
            number += 1
            cells.append(f"/{number} [{button['text']}]")
        rows.append("  " + "  ".join(cells))
    return "\n".join([head, sent.text, *rows])
