"""The identity kit: lockups, documents and pictures for the sector and for every office.

Everything is drawn or written from ``brand/`` and the data of the network; the same
sources give the same bytes. All of it is a proposal of this project, approved by no
authority, and every file that can say so says so.
"""
