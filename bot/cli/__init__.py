"""The `troly` command: thin commands over functions that are tested without it."""

from bot.cli import content, running, talking
from bot.cli.base import main

__all__ = ["content", "main", "running", "talking"]
