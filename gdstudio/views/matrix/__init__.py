"""A network too large for nodes and lines, as pictures: weights as a matrix of colours, inputs above it."""
