"""What a release of the tool consists of: its source, a bill of materials and checksums; and the audit of what it depends on."""
