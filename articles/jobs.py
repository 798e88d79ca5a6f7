"""The background work on articles: each job takes ids, calls one action and may run twice."""
