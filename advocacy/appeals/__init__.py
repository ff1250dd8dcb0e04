"""Appeal types: recipes, and composing a campaign into the document of one language."""
