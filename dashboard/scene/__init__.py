"""What a chart shows, without looks; and the one place for looks."""
