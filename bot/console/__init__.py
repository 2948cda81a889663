"""The console for administrators at /quan-tri."""
