"""The store: articles, events and everything derived from them, kept and replayable."""
