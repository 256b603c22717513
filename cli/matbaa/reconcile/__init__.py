"""The places of authority files looked up in GeoNames, offline: numbers and coordinates to choose from."""

__all__: list[str] = []
