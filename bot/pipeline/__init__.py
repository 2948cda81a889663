"""The life of a message: accepted, handled in order, committed once, its replies there for whoever asks."""
