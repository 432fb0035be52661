"""The left column while a lesson is open: its text, its question, its tasks, and the way on."""
