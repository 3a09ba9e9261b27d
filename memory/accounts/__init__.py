"""Who the people are: accounts, how they sign in, and what proves it."""
