"""The error over two weights: contours or a turning surface, the path, and the bowls as its slices."""
