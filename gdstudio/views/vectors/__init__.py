"""A few short vectors that can be changed, and the dot product of each two of them."""
