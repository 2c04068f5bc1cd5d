"""Returns out and in on the screen: the register, reminders, tasks by period."""
