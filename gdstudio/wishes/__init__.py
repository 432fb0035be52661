"""From the views to the model: what the panels and the menus ask for, as commands."""
