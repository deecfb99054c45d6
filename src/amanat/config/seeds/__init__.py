"""The deterministic simulator: one seed is one history of money, played on the house itself."""
