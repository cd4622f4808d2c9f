"""Files of other directories become rows, and rows entries. The reading knows nothing of the database."""
