"""Conversations as plain functions: no network, no clock, no database."""
