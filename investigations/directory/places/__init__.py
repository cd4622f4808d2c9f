"""Where projects are: the nearest ones and what a map shows, whatever their number, on plain b-trees."""
