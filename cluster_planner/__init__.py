"""Plan contiguous renovation areas of old residential communities (城镇老旧小区集中连片改造片区)."""
