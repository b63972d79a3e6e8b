"""The practice congress: generated people and sites, feasible visits and rides, three conflicts left on purpose."""
