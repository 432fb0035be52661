"""The table of every step: millions of rows, of which only those on the screen are ever worked out."""
