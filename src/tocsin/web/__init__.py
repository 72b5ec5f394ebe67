"""The dashboard and JSON API: reads the store, writes nothing but what people say about alerts."""
