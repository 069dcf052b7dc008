"""DUO's open files read into plain records: bytes in, records or a Dutch refusal out. Knows no database."""
