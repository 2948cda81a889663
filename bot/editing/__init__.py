"""Editing live: drafts, their preview as a finished index, publishing, and the swap in every running process."""
