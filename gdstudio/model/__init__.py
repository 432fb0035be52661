"""The live state: sessions, their timelines, and the thread that runs them. No Qt."""
