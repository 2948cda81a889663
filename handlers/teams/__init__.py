"""Units, teams and people on record: what they are, and what a list of them brings."""
