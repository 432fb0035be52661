"""The sheet: a table with roles for its columns, starting weights, order and alpha, to start a scene with."""
