"""Where messages, conversations and replies are kept. All SQL of the program stays in this package."""
