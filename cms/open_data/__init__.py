"""What leaves the directory in open formats: what the public sees of it, and of no person anything."""
