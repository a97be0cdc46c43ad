b = 'with a mark'
