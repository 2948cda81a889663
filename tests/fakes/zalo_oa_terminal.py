"""The fake Zalo in a terminal: what is typed is a person's message, what the account sends is printed."""

import argparse
import asyncio
import sys
from datetime import UTC, datetime

from tests.fakes.zalo_oa import FakeZaloOa

_USER = "5599281764300771288"
_OTHER = {
    "/place": ("user_send_location", {"coordinates": {"latitude": "18.67", "longitude": "105.69"}}),
    "/voice": ("user_send_audio", {"url": "https://voice-aac-dl.zdn.vn/1.aac"}),
    "/photo": ("user_send_image", {"url": "https://photo-stal-1.zdn.vn/1.jpg", "thumbnail": ""}),
    "/card": ("user_send_business_card", {"thumbnail": "", "description": "{}"}),
    "/sticker": ("user_send_sticker", {"url": "https://zalo-api.zadn.vn/1"}),
}


async def _by_hand(port: int, webhook: str) -> None:
    fake = FakeZaloOa(lambda: datetime.now(UTC), webhook)
    async with fake.serve(port):
        settings = {
            "APP_ID": fake.app_id,
            "APP_SECRET": fake.app_secret,
            "WEBHOOK_SECRET": fake.webhook_secret,
            "REFRESH_TOKEN": fake.grant()[1],
            "API": fake.url,
            "OAUTH": fake.url,
        }
        print("\n".join(f"export TROLY_ZALO_OA_{name}={value}" for name, value in settings.items()), flush=True)
        printing = asyncio.create_task(_print_sent(fake))
        while line := await asyncio.to_thread(sys.stdin.readline):
            if line.strip():
                print(f"  -> {await _do(fake, line.strip())}", flush=True)
        # What is still on its way.
        await asyncio.sleep(2)
        printing.cancel()


async def _do(fake: FakeZaloOa, line: str) -> int:
    if line in ("/follow", "/unfollow"):
        return await fake.follows(_USER, name=line[1:])
    if line in _OTHER:
        name, payload = _OTHER[line]
        return await fake.deliver(fake.event(_USER, name, attachments=[{"type": "x", "payload": payload}]))
    if line.startswith("/") and line[1:].isdigit() and (titles := _titles(fake)[int(line[1:]) - 1 :]):
        return await fake.presses(_USER, titles[0])
    return await fake.says(_USER, line)


def _titles(fake: FakeZaloOa) -> list[str]:
    """The buttons of the last message that had any and those right before it."""
    titles: list[str] = []
    for sent in reversed(fake.sent):
        if titles and not sent.text.startswith("Các lựa chọn khác") and not sent.buttons:
            break
        titles = [button["title"] for button in sent.buttons if isinstance(button["payload"], str)] + titles
        if sent.buttons and not sent.text.startswith("Các lựa chọn khác"):
            break
    return titles


async def _print_sent(fake: FakeZaloOa) -> None:
    shown = number = 0
    while True:
        await fake.wait_sent(shown + 1, seconds=1e9)
        for sent in fake.sent[shown:]:
            print(f"\n{sent.text or '[hình]'}")
            if not sent.text.startswith("Các lựa chọn khác"):
                number = 0
            for button in sent.buttons:
                if isinstance(button["payload"], str):
                    number += 1
                    print(f"  /{number}  {button['title']}")
                else:
                    print(f"  ↗  {button['title']}: {button['payload'].get('url')}")
            shown += 1
        sys.stdout.flush()


def main() -> None:
    """Run until the end of the input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--webhook", default="http://127.0.0.1:8080/webhook/zalo-oa")
    arguments = parser.parse_args()
    asyncio.run(_by_hand(arguments.port, arguments.webhook))
