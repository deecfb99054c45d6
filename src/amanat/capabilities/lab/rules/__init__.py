"""What would have happened: a synthetic history, a clock, and the rules of the other rooms. Pure.

Nothing here knows a table or a date of its own: facts, parameters and the rules themselves come in
as arguments, all numbers are whole, and chance is a seeded die. Two runs give the same bytes.
"""
