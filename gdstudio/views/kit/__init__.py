"""What the views are made of: themes, numbers in writing, and small widgets that several rooms use."""
