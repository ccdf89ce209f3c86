"""What charts share: the figures of a selection, counts over years, parts, editions, events, words."""
