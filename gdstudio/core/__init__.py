"""The mathematics, read like the lesson: numpy only, no Qt, no threads, no clock, no files."""
