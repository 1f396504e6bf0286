"""Starting and stopping PostgreSQL, the web server and the worker on one machine, for the demo and the tests."""
