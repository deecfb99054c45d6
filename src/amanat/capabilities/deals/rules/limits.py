"""Limits of a deal's talk and files."""

MOST_OPEN_DRAFTS = 20
LONGEST_MESSAGE = 2_000
MOST_DEAL_FILES = 40
LONGEST_RATING = 500
APPROVE = "approve"  # The purpose of the one-time code that releases money.
