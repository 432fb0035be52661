"""Where lessons are given: what is open of them, what they do to the session, and what is kept of it."""
