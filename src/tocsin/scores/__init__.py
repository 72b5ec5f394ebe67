"""Scores are kept: how codings, incidents and forecasts did."""
