"""Escalation is tracked: the tension of pairs and countries against their own base."""
