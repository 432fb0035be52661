"""The alpha ruler: how much of each weight_delta is applied, and what that leads to."""
