"""A made-up neighbourhood to look at: people, projects, pictures and what a class did, told through the real actions."""
