"""One conversation on every channel, and what people saw (the `.txt` files)."""
