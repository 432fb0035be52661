"""One widget a file, each with show(snapshot), each saying what the user wants by a signal.

`theme`, `numerals` and `number_chip` are what the others are made of; apart from these, views do not know
each other. Only `window` puts them together.
"""
