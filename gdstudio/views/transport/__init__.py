"""Moving through time: play, step, the timeline, and speed."""
