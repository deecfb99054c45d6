"""The opening hour: a door of its own for applications, and the loop that decides them."""
