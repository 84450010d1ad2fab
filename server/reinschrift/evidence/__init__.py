"""Segments -> numbers: everything the judges and the content model may know about a page's blocks.

One matrix a page, a row a block. Nothing in it names a publisher: text shape, tags and attribute words, place, cue
words of the page's language, and agreement with the page's structured data.
"""

from .table import Evidence, gather

__all__ = ["Evidence", "gather"]
