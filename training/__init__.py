"""What is trained outside the desk, by people who change its models; the desk itself imports none of it."""
