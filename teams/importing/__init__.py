"""From a spreadsheet to teams: `judging` says of every row what would come of it, `steps` does the work in the
background, and `taking_over` writes what was chosen as one change that can be undone."""
