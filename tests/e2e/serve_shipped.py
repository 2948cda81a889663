"""The program as residents get it, on a pinned day: `python -m tests.e2e.serve_shipped FOLDER PORT`."""

import asyncio
import secrets
import sys
from pathlib import Path

from bot.app import serve
from bot.settings import Settings
from handlers.router import make_assistant
from knowledge.index import open_index
from knowledge.understand import Understander
from knowledge.weights import load_weights
from tests.bot.talk import clock

if __name__ == "__main__":
    understander = Understander(open_index(), load_weights())
    asyncio.run(
        serve(
            Settings(data=Path(sys.argv[1]), port=int(sys.argv[2])),
            lambda records: make_assistant(understander, records, secrets.choice),
            clock=clock,
        )
    )
