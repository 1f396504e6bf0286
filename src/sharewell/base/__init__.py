"""The ground: whose rows these are, who is acting, and what the run-time roles may touch."""
