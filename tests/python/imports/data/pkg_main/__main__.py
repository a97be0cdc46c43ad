print("pkg_main main", __name__, __package__)
