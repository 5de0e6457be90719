"""Publishing: a finished site goes to a server, a store or a folder as one transaction.

:mod:`refuse` says why a site must not be published, :mod:`plan` what travels and in which
order, :mod:`releases` how a release takes the place of the former one on a server
(:mod:`ssh`) or in a folder (:mod:`folder`), :mod:`s3` how a store gets its objects.
"""
