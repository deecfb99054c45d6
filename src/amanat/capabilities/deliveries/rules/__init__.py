"""The law of pre-sale as pure functions. Parameters come in; whole units and words go out."""
