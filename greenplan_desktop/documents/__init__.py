"""Plan documents in: file -> lines -> outline -> clauses, units, targets -> model.Plan."""
