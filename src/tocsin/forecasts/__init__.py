"""Forecasts are issued: probabilities of further violence beside their base rates."""
