print('two runs')
y = 10
