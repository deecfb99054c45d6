"""The law of a contract, as pure functions: its terms, its clauses, its money."""
