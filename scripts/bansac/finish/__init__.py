"""What is made once the pages are rendered: feeds, sitemap, redirects, search, and the last check.

Every module takes the plain data of :mod:`bansac.finish.model` and returns text or
bytes, or writes below one folder. None knows the engine, the clock or the network.
"""
