"""What the assistant knows, and finding it. Imports nothing of the other packages."""
