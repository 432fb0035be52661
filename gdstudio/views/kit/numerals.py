"""How numbers are written, under the name by which views have always imported it."""

from gdstudio.numerals import MINUS, TIMES, compact, decade, grouped, number, parse, product, shortest

__all__ = ["MINUS", "TIMES", "compact", "decade", "grouped", "number", "parse", "product", "shortest"]
