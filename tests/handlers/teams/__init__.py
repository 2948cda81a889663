"""Units, teams and people on record."""
