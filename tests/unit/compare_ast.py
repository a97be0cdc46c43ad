"""Compares the trees of dump_ast.c with those of the ast module.

    python3.11 compare_ast.py DUMP_AST [FILE...]    without files: the standard library
"""
import ast, sys, subprocess, re, struct, glob, os, random
def hexs(b): return '"'+b.hex()+'"'
P={'type_comment','type_ignores','kind'}
def c(v):
    if v is None: return ' None'
    if v is True: return ' True'
    if v is False: return ' False'
    if v is ...: return ' ...'
    if isinstance(v,int): return ' I%d;'%v
    if isinstance(v,float): return ' F'+struct.pack('<d',v).hex()
    if isinstance(v,complex): return ' J'+struct.pack('<d',v.imag).hex()
    if isinstance(v,str): return ' s'+hexs(v.encode('utf8','surrogatepass'))
    return ' b'+hexs(v)
def d(n,out):
    if n is None: out.append(' ~'); return
    if isinstance(n,list):
        out.append(' [')
        for x in n: d(x,out)
        out.append(']'); return
    if isinstance(n,str) or isinstance(n,int): out.append(' %s'%(int(n) if isinstance(n,bool) else n)); return
    k=type(n).__name__
    if isinstance(n,(ast.expr_context,ast.operator,ast.cmpop,ast.unaryop,ast.boolop)): out.append(' '+k); return
    out.append(' (%s'%k)
    if hasattr(n,'lineno'): out.append('@%d,%d,%d,%d'%(n.lineno,n.col_offset,n.end_lineno,n.end_col_offset))
    if k=='Constant':
        s=c(n.value)
        if n.kind=='u': s=' u'+s[2:]
        out.append(s)
    elif k=='MatchSingleton': out.append(c(n.value))
    else:
        for f in n._fields:
            if f in P: continue
            d(getattr(n,f,None),out)
    out.append(')')
def dump(src):
    try: t=ast.parse(src)
    except RecursionError: raise
    except (SyntaxError,ValueError,MemoryError) as e: return '! %s|%s'%(type(e).__name__, e.msg if isinstance(e,SyntaxError) else e)
    out=[]; d(t.body,out); return ''.join(out)
sys.setrecursionlimit(20000)
import warnings; warnings.simplefilter('ignore')
files=sys.argv[2:]
exe=sys.argv[1]
if not files:
    files=sorted(glob.glob('/usr/lib/python3.11/**/*.py',recursive=True)+glob.glob('/usr/lib/python3/dist-packages/**/*.py',recursive=True))
p=subprocess.run([exe],input='\n'.join(files)+'\n',capture_output=True,text=True,errors='replace')
if p.returncode: print('EXIT',p.returncode,p.stderr[:500])
lines=p.stdout.split('\n')
bad=0
for f,l in zip(files,lines):
    e=dump(open(f,'rb').read())
    l=re.sub(r'I(\d+):([0-9a-fA-F]*);',lambda m:'I%d;'%int(m[2],int(m[1])),l)
    if e.startswith('!'): l='|'.join(l.split('|')[:2])
    if e!=l:
        bad+=1
        if bad<=8:
            i=next((i for i,(a,b) in enumerate(zip(e,l)) if a!=b),min(len(e),len(l)))
            print(f); print('  want',e[max(0,i-120):i+100]); print('  got ',l[max(0,i-120):i+100])
print(len(files),'files',bad,'differ',len(lines)-1)
