"""Sessions in calendars: on our page of a month, and in everybody's own."""
