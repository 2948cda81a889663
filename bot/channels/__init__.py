"""Chat platforms: each channel turns its events into messages and replies into what it can show."""
