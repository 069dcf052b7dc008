"""Measures what docs say about reliability and security: every row of the matrix with its figure and target."""
