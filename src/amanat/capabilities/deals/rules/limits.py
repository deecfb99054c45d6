"""Limits of a deal: its price, its talk and its files."""

LOWEST_PRICE_UNITS = 10_000  # Ten thousand rial: below it a bank's own cost eats the deal.
HIGHEST_PRICE_UNITS = 500_000_000_000  # Fifty billion toman; larger deals need a contract.
MOST_OPEN_DRAFTS = 20
LONGEST_MESSAGE = 2_000
MOST_DEAL_FILES = 40
LONGEST_RATING = 500
APPROVE = "approve"  # The purpose of the one-time code that releases money.
