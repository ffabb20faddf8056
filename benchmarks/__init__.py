"""How fast the build and the site are: synthetic files, and what they cost."""
