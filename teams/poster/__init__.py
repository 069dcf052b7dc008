"""The circle as a document: the picture of the screen on paper, as PDF, PNG or a file of its own."""
