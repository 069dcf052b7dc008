"""What is left of a session: minutes, agreements, answers and hours."""
