"""The pages on which agencies are asked, advised, decide and share."""
