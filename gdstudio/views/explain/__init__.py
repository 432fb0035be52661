"""Explain anything: what is at a point of the window, a card that says what it is, and the question mark."""
