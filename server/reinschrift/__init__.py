"""Reinschrift: the fair copy of a news page. One straight line, never back:

bytes -- page --> Page -- segment --> Segments -- judge --> Verdicts -- compose --> Article -- render --> str

`clean.py` is the whole program on one screen. HTTP lives in `app.py` and in `home/`, its page for people, the command
line in `cli.py` only; everything between is a pure function of its arguments.
"""

__version__ = "0.1.0"
