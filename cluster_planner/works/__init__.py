"""What is built in each community, what that costs alone and together, and what must be built at one time."""
