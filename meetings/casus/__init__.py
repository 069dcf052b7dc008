"""A made-up case: whose perspectives it asks, and how many there are."""
