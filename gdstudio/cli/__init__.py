"""The command line: one file a command, and what they share. Only `open` and `render` start Qt."""
