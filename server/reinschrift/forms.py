"""The forms of blocks, each by its name: before Python 3.12 it is slow to look a member up in its enum."""

from __future__ import annotations

from .model import Form

PARAGRAPH, HEADING, ITEM, QUOTE, CODE, CELL, CAPTION, LABEL, IMAGE, HIDDEN = Form
