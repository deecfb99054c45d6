"""The law of the market desk: figures of a day, early warnings, and what a stop stops."""
