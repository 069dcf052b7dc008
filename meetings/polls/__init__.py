"""A date poll: what it asks, what its answers say, and what its page shows."""
