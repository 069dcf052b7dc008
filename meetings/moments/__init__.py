"""When a session can be: what speaks against a moment, and which moments are the best."""
