"""Papers to print: set by Typst from the facts, tagged, with the fonts of the brand inside."""
