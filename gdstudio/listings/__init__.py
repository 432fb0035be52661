"""Listings: a scene's recipe as a program to be read, and a session as a script to be run."""
