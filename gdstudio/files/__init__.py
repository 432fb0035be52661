"""Reading and writing: what the studio ships with, and what its users bring and take away."""
