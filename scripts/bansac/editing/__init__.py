"""The browser editor of staff: what it may touch, how it is set up, how a saved file is put in order.

Nothing of it is published. The editor itself is Sveltia CMS, bundled by :mod:`bansac.editing.bundle`;
this package gives it a configuration, a folder and a preview.
"""
