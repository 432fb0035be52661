"""The dot product of the image looked at with one or two pictures of weights."""
