"""Training of the pair score: do two mentions tell of one happening?"""
