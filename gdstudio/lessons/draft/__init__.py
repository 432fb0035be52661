"""A scene in the making: a table with roles for its columns, starting weights, order and alpha."""
