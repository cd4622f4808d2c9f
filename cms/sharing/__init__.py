"""What a link to a page shows where people share it."""
