"""Other people's servers, as far as we speak to them, over real HTTP on loopback."""
