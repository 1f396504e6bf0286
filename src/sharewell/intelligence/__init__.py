"""What partners tell the police about exploitation: sealed, seen by nobody else."""
