"""Sentences about the outside world."""
