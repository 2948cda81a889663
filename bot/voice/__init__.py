"""Spoken messages: fetched, written down by whatever recogniser the operator plugs in. Off unless there is one."""
