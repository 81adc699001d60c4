"""Where rows lie: coordinates in any system, outlines, and what is doubtful about them."""
