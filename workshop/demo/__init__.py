"""A made-up neighbourhood to look at: people, projects, pictures, and what classes did, told through real actions."""
