"""News is gathered: documents in, dated and credited articles out."""
