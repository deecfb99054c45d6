"""The law of ceilings as pure functions: parameters come in as arguments, numbers are exact."""
