"""Alerts are raised: levels by documented rules, and briefs in which every sentence cites its evidence."""
