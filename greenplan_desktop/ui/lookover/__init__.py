"""The look-over of a plan document: its text with what was found marked, the tasks, what is doubtful."""
