"""What a mandate for a business lets its holder do, in words that every room asks for."""

PAPERS, SEAL, SELL, MONEY = "papers", "seal", "sell", "money"
ALL = "all"  # Has every other in it.
