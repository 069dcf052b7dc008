"""What was done, by whom: reads changes with their row images, and the log, back as entries in plain Dutch."""
