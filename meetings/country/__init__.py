"""A whole invented country: as many schools as asked for, with their teams and sessions; the same for the same seed."""
