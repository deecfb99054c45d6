"""Shops that the radar looks at: honest ones, forgers, and sites that would hurt a crawler."""
