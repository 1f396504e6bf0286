"""The guide on pages: questions asked one after the other, advice with its reasons and sources."""
