"""Pages of the local layer: what stands here, changing it, and the second person's look."""
