"""The error chart: each lane's error by step, on a log axis."""
