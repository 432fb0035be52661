"""Runs beside each other: which there are, forks and races, and the futures that changes cut off."""
