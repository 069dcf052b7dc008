"""The sessions of the demo and all that came of them, laid upon the schools and teams of `teams.demo`."""
