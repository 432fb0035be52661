"""GD Studio: a desktop program in which people see gradient descent work."""

__version__ = "0.1.0"
