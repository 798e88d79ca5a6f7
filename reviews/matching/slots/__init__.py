"""Typed slots of a statement: what it says how much, when, where, who, and whether; each with its place."""
