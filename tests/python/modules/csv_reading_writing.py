# Readers, writers and dialects of csv: settings, quoting, escapes, messages.
import csv
def t(f,*a,**k):
    try: print(f(*a,**k))
    except Exception as e: print(type(e).__name__, e)
for k in ('delimiter','quotechar','escapechar','lineterminator','quoting','doublequote','skipinitialspace','strict'):
    for v in (None,'','ab',5,'x'):
        print(k,repr(v),end=' '); t(lambda: csv.reader([],**{k:v}).dialect.__getattribute__(k))
t(csv.reader,[],bogus=1); t(csv.reader,5); t(csv.writer,5); t(csv.reader,[],'nodialect')
t(list,csv.reader(['a\nb']));t(list,csv.reader(['a\rb,c']));t(list,csv.reader(['"a"b'],strict=True));t(list,csv.reader(['"a'],strict=True));t(list,csv.reader(['"a']))
t(list,csv.reader([b'a'])); t(list,csv.reader(['a\0b']))
class W:
    def write(self,s): print(repr(s)); return 3
w=csv.writer(W()); t(w.writerow,5); t(w.writerow,['']); t(w.writerow,[]); t(w.writerow,[None]); t(w.writerow,[1,1.5,'a,b','q"q','x\ny']); 
w=csv.writer(W(),quoting=3); t(w.writerow,['a,b']); t(w.writerow,['']); 
w=csv.writer(W(),quoting=3,escapechar='\\'); t(w.writerow,['a,b','c"d','e\\f','\n']); t(w.writerow,[''])
w=csv.writer(W(),quoting=2); t(w.writerow,['a',1,2.5,None]); w=csv.writer(W(),quoting=1); t(w.writerow,['a',1,None]); 
w=csv.writer(W(),doublequote=False,escapechar='\\'); t(w.writerow,['a"b']); w=csv.writer(W(),doublequote=False); t(w.writerow,['a"b'])
print(csv.field_size_limit()); t(csv.field_size_limit,'x'); print(csv.list_dialects()); t(csv.get_dialect,'x'); t(csv.unregister_dialect,'x'); t(csv.register_dialect,5,'excel'); t(csv.register_dialect,'d',delimiter='|'); print(csv.get_dialect('d').delimiter, type(csv.get_dialect('d')))
r=csv.reader(['a,b','','c']); print(r.line_num, list(r), r.line_num)
t(setattr,csv.get_dialect('d'),'delimiter','x')
import io
text = io.StringIO(newline='')
out = csv.DictWriter(text, ['name', 'age', 'note'])
out.writeheader()
out.writerows([{'name': 'Zoé', 'age': 3, 'note': 'a "quoted", word'}, {'name': 'x\ny', 'age': None, 'note': ''}])
print(repr(text.getvalue()))
print(list(csv.DictReader(io.StringIO(text.getvalue(), newline=''))))
print(csv.Sniffer().sniff('a;b;c\n1;2;3\n').delimiter)
csv.field_size_limit(5); t(list,csv.reader(['abcdefgh']))
print(list(csv.reader([' a, "b"'],skipinitialspace=True)), list(csv.reader(['1,"2",3.5'],quoting=2)),list(csv.reader(['a\\,b'],escapechar='\\')),list(csv.reader(["a\\"],escapechar='\\')),list(csv.reader(['"a\\"b"'],escapechar='\\')), list(csv.reader(['"a','b"'])), list(csv.reader(['a""b','"a""b"','""','"a"b"c"'])))
