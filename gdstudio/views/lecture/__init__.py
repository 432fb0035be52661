"""The parts of the page that an audience sees: large words, large arithmetic, how far we are."""
