"""What a slide is made of: panels read off a sheet's drawing, native charts of them, and the page around."""
