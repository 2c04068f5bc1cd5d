"""The review of returns: files, their rows beside what is stored, what speaks against each."""
