"""The pages of the console, one module each: `routes(console)` and, for the menu, `MENU`."""
