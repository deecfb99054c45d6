"""A gateway library written elsewhere pays through the simulators, unmodified."""
