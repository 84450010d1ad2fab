"""Hostile and broken pages, each with ten marked paragraphs, and what a browser shows of them."""
