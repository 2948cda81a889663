"""Tests; they mirror `knowledge/`, `handlers/` and `bot/`."""
