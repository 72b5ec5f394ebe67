"""The dashboard and JSON API: reads the store, writes nothing."""
