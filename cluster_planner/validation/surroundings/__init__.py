"""Layers around the communities: barriers, boundaries, facilities, and the subdivisions that follow from boundaries."""
