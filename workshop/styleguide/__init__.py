"""The look, on a page: tokens as they stand and every component in its states. Installed in development only."""
