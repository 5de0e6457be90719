"""The state of the translations as a whole: counted, measured against limits, compared with what the source said then."""
