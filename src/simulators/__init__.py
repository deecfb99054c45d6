"""The outside world in one process: a card gateway, an SMS provider and a bank."""
