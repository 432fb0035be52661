"""The left column: a scene's text, the list of scenes, and which examples are trained on."""
