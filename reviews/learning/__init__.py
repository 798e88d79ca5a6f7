"""Learning what a desk finds worth a check, from its own decisions; pure."""
