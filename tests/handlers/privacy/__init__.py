"""Seeing and deleting what is held."""
