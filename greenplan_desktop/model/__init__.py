"""What the office talks about: plans, tasks, units, periods, reports and the rules between them."""
