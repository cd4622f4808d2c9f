"""The demo's e-mails, readable in a browser. Installed by the development settings only."""
