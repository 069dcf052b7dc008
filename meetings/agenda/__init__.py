"""The agenda of a session, which writes itself."""
