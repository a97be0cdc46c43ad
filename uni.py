é = 'identifier'
text = '日本'
