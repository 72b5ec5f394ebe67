"""How the forecasts' shipped weights were made."""
