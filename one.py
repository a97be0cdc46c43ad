print('one start')
import two
print('one end')
x = two.y + 1
