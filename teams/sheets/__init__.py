"""Reading the spreadsheets that people have, never more of one than fits, and knowing its columns. No Django."""
