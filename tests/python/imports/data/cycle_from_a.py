from cycle_from_b import thing
other = 1
