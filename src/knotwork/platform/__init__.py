"""Under the house: knows no word of the field."""
