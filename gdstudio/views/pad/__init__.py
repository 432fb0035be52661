"""The digit pad: draw a digit, and see what the network makes of it."""
