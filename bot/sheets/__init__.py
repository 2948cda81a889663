"""Lists that people keep in Excel or CSV: reading them, and a template to fill in."""
