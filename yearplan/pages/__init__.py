"""What the pages of a plan show, read and counted."""
