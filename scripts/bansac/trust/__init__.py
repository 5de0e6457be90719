"""Trust: the manifest of all published files, its signature, and the comparison with what is really delivered."""
