"""What the routes answer as JSON, field by field: a file for each router, and what several of them tell."""
