"""What the demo's people wrote: all invented, and nothing of it is about a pupil."""
