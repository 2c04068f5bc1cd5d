"""Forms out, returns in: recognition, matching, and a review with a verdict per row."""
