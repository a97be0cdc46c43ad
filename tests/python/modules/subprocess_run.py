# Programs that are started, their output, their ends, their environment; fork and wait.
import os
import signal
import subprocess

print(subprocess.run(['echo', 'hi'], capture_output=True, text=True))
print(subprocess.check_output('echo $X; exit 0', shell=True, env={'X': 'y'}))
print(subprocess.run(['cat'], input=b'through a pipe', stdout=subprocess.PIPE).stdout)
print(subprocess.run(['sh', '-c', 'pwd'], cwd='/', stdout=subprocess.PIPE).stdout)
print(subprocess.call(['sh', '-c', 'exit 3']))
print(subprocess.run(['sh', '-c', 'kill -TERM $$']).returncode == -signal.SIGTERM)
try:
    subprocess.run(['/no/such/program'])
except FileNotFoundError as error:
    print(error)
try:
    subprocess.run(['sleep', '10'], timeout=0.05)
except subprocess.TimeoutExpired as error:
    print(error.cmd)
try:
    subprocess.run(['true'], preexec_fn=lambda: 1 / 0)
except subprocess.SubprocessError as error:
    print(error)
with subprocess.Popen(['sh', '-c', 'read a; echo got $a >&2'], stdin=subprocess.PIPE,
                      stderr=subprocess.PIPE) as process:
    print(process.communicate(b'word\n'), process.returncode)

order = []
os.register_at_fork(before=lambda: order.append('before'),
                    after_in_parent=lambda: order.append('parent'))
reading, writing = os.pipe()
pid = os.fork()
if pid == 0:
    os.write(writing, b'from the child')
    os._exit(7)
print(os.read(reading, 100), order)
ended, status = os.waitpid(pid, 0)
print(ended == pid, os.WIFEXITED(status), os.WEXITSTATUS(status), os.WIFSTOPPED(status))
try:
    os.waitpid(pid, 0)
except ChildProcessError as error:
    print(error)
print(os.get_blocking(reading))
os.set_blocking(reading, False)
print(os.get_blocking(reading))
