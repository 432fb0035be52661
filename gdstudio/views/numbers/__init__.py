"""The numbers of the step in progress, as a table."""
