"""Deliberate money bugs, kept as patches: whoever checks money has to notice each of them."""
