"""The program with the test assistant, as a process of its own: `python -m tests.e2e.serve FOLDER PORT`."""

import asyncio
import sys
from pathlib import Path

from bot.app import serve
from bot.settings import Settings
from tests.bot.assistant import assembled
from tests.bot.talk import clock

if __name__ == "__main__":
    asyncio.run(serve(Settings(data=Path(sys.argv[1]), port=int(sys.argv[2])), assembled, clock=clock))
