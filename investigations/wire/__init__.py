"""What a tablet sends, read the same from the API and from a rescue file."""
