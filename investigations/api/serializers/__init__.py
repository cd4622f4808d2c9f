"""What goes over the wire: checked on the way in, and the same shapes are the OpenAPI schema."""
