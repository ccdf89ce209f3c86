"""An address and what it asks for: selection, options, old links."""
