"""What mails about sessions say, and how far they are."""
