"""Forms for the parts of the content: fields to fill in, read back into what the YAML holds."""
