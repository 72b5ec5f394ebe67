"""Times are anchored: expressions in text to calendar values, and each event to its day."""
