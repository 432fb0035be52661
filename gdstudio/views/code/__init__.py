"""The code: the recipe as a program, its lines lit phase by phase, with live values."""
