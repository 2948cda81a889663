"""Visit notes: what a team member writes in one line about the help that was given."""
