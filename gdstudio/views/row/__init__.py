"""An image as the network takes it: its rows laid end to end, one input meeting one weight."""
