"""The sweep: the error after so many steps against alpha, with the limit marked."""
