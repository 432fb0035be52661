"""Scenes as data: files anyone can write, their schema, and the ones that come with the studio."""
