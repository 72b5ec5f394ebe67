"""Records in other people's fields: the gold set's, ACLED's, UCDP's, PLOVER's, GeoJSON, HXL."""
