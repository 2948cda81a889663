"""Editing what the assistant knows: who may change what, and the life of an edit."""
