import __main__
value = __main__.shared
__main__.from_module = 'set'
