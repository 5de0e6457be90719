"""The identity kit: lockups, palettes and documents for the sector and each of its offices."""
