"""The network diagram: inputs, weights, predictions, deltas, and the step's phases."""
