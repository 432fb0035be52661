"""Hints: at most one remark at a time on what is worth knowing about the present state."""
