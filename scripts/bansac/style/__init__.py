"""The style checker of content: words, figures, lengths, pictures and links, by rules with ids and reasons.

``content/style.yml`` holds what people who write decide: words, limits, reasons. This package
applies it. It runs in ``bansac check``, never in a build.
"""
