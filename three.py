print('three runs')
z = 5
