"""Texts for translators' own tools, out and back: pages, interface texts and registers as XLIFF and PO."""
