"""The network of an image scene: image in, pictures of weights, bars of predictions out."""
