x = 'changed on disk'
