"""The bowls: for each weight its output's error against it."""
