"""The mistakes: which digits are taken for which, and the images themselves."""
