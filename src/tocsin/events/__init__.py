"""Events are coded: who did what to whom, according to whom, and whether it happened."""
