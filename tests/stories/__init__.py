"""Whole stories, on all channels at once: the whole program, and people who talk to it over the real protocols."""
