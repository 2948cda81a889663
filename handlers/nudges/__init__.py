"""What the assistant says by itself: weekly summaries, lessons, notices from a commune to its teams."""
