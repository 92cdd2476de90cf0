"""Frames to statements: quotation marks, headlines, nesting, act and stance."""
