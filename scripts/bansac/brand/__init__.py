"""The visual identity as data and code: tokens, mark, ring, fonts, cards, icons and rules.

Everything here is drawn or computed from the files in ``brand/``; nothing reads
the clock, the network or the machine's own fonts.
"""
