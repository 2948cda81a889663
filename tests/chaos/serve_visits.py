"""The whole assistant to be killed again and again: `python -m tests.chaos.serve_visits FOLDER TELEGRAM_API PORT`.

What takes a second to load is loaded once. Each line on stdin starts a life: a process of its own that serves until it is
killed. Said on stdout: `life PID`, what the program says when it serves, and `over` once it has ended.
"""

import asyncio
import logging
import os
import sys
from pathlib import Path

from bot.app import serve
from bot.channels import telegram, telegram_send
from bot.channels.contract import Pace
from bot.pipeline import outbox
from bot.settings import Settings, TelegramSettings
from handlers.router import make_assistant
from knowledge.index import open_index
from knowledge.understand import Understander
from knowledge.weights import load_weights
from tests.bot.talk import clock
from tests.fakes.telegram import TOKEN
from tests.village import KEY


def live(settings: Settings, understander: Understander) -> None:
    """One life, until it is killed."""
    asyncio.run(serve(settings, lambda records: make_assistant(understander, records), clock=clock))


def main() -> None:
    """Lives, one after the other, as long as somebody asks for one."""
    telegram_send.PACE = Pace(per_second=2_000, between=0.0, between_in_group=0.0)
    telegram.BACK_OFF = (0.05, 0.1, 0.2)  # type: ignore[assignment]
    outbox.BACK_OFF = (0.05, 0.1, 0.2, 0.4)  # type: ignore[assignment]
    logging.disable(logging.CRITICAL)
    settings = Settings(
        data=Path(sys.argv[1]), port=int(sys.argv[3]), secret_key=KEY, telegram=TelegramSettings(TOKEN, api=sys.argv[2])
    )
    understander = Understander(open_index(), load_weights())
    for _ in sys.stdin:
        life = os.fork()
        if not life:
            live(settings, understander)
            os._exit(0)
        print(f"life {life}", flush=True)
        os.waitpid(life, 0)
        print("over", flush=True)


if __name__ == "__main__":
    # Loopback is nobody's proxy's business.
    os.environ["NO_PROXY"] = "127.0.0.1"
    main()
