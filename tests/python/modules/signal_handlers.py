# Handlers of signals in Python.
import signal
def t(f,*a):
    try: print(f.__name__,a,f(*a))
    except Exception as e: print(f.__name__,a,type(e).__name__,e)
print(signal.SIGINT, signal.Signals(15), signal.SIG_DFL, signal.SIG_IGN, signal.NSIG, signal.default_int_handler, signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGTERM))
got=[]
def h(n,f): got.append((n,f is not None)); print('handler', n, f.f_code.co_name)
print(signal.signal(signal.SIGUSR1, h)); print(signal.getsignal(signal.SIGUSR1) is h)
signal.raise_signal(signal.SIGUSR1); print(got)
import os; os.kill(os.getpid(), signal.SIGUSR1); 
for i in range(10): pass
print(len(got)); print(signal.signal(signal.SIGUSR1, signal.SIG_DFL) is h)
 t(signal.signal,signal.SIGUSR1,5); t(signal.signal,signal.SIGKILL,print); t(signal.signal,99,print);t(signal.signal,0,print); t(signal.getsignal,99); t(signal.strsignal,2); t(signal.strsignal,99); t(signal.signal,2)
print(sorted(signal.valid_signals())[:3], len(signal.valid_signals()))
try: signal.raise_signal(signal.SIGINT); 
except KeyboardInterrupt as e: print('KI', repr(e))
def bad(n,f): raise ValueError('from handler')
signal.signal(signal.SIGALRM,bad)
try:
    signal.raise_signal(signal.SIGALRM)
except ValueError as e: print(e)
print(signal.alarm(0), signal.getitimer(signal.ITIMER_REAL), signal.setitimer(signal.ITIMER_REAL,0.05))
try:
    while True:
        got.append(0)
        got.pop()
except ValueError as e: print(e)
import time
signal.setitimer(signal.ITIMER_REAL,0.05)
try: time.sleep(5)
except ValueError as e: print('slept',e)
signal.setitimer(signal.ITIMER_REAL,0.05)
try: signal.pause()
except ValueError as e: print('paused',e)
t(signal.setitimer,9,1); t(signal.setitimer,0,-1); print(signal.ItimerError)
print(signal.set_wakeup_fd(-1), signal.siginterrupt(signal.SIGUSR1, False), signal.Handlers.SIG_DFL, signal.sigpending(), signal.pthread_sigmask(signal.SIG_BLOCK,[]))
signal.signal(signal.SIGINT, signal.SIG_IGN); signal.raise_signal(signal.SIGINT); print('ignored', signal.getsignal(2))
