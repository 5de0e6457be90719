"""The facts of the site as files for programs: registers as JSON and CSV, and a catalogue of them."""
