"""Places are located: names in text to points, countries and precision."""
