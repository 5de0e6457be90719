"""The schemas: the only definition of each kind of file in ``content/``."""
