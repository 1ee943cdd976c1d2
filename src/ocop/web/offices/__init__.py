"""What a commune, a province and the ministry open on: figures, stages, stars, places and rounds, each number a link to its list."""
