"""Whole archives on Ray Data: the same cleaning as the endpoint's, for millions of pages.

    arguments ── find ──▶ Sources ── inputs ──▶ Splits ── Ray ──▶ Records ── workers ──▶ rows ── output ──▶ parts

A split is a piece of one file (or some small files) that becomes one part of the output. Only splits and what became of
them travel through Ray; pages are read, cleaned and written where Ray put their split.
"""
