"""Incidents are merged: mentions to happenings, with independent origins, claims and denials."""
