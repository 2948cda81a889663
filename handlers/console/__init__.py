"""The way from a chat into the console."""
