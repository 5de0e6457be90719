"""The site's own search: a static index for each language, cut so that a query loads little.

A page becomes weighted terms (:mod:`bansac.search.terms`) of folded and stemmed words
(:mod:`bansac.search.words`); the terms of a language's pages become small files by the
first letters of the terms (:mod:`bansac.search.index`). The browser reads them with
``overrides/assets/search.js``, which folds a query in the same way.
"""
