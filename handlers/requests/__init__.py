"""Help requests: a resident asks for a person, and somebody who is responsible always holds the request."""
