"""Actors are resolved: quoted participants to countries, sectors and canonical names, as of the day."""
