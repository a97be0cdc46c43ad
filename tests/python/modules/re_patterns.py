# The re module: patterns, matches, messages.
import re
print(re.match('a(b)*c','abbbc').groups(), re.search(r'(\w+) (\w+)','hello big world').group(1,2))
print(re.findall(r'\d+','a1bb22ccc333'), re.split(r'[,;]\s*','a, b;c,d'), re.sub(r'(\w)(\w)',r'\2\1','abcdef'))
print(re.sub('x*','-','abxd'), re.split('x*','axbc'), re.findall('x*','axbc'), re.sub(r'\b','|','hi there'))
print(re.compile('(?P<y>\d{4})-(?P<m>\d\d)').match('2024-05').groupdict())
print([m.span() for m in re.finditer('a|ab','ababa')])
print(re.fullmatch('a*?','aaa'), re.fullmatch('a|ab','ab'), re.match('(a)|b','b').group(1))
print(re.match(r'(?i)straße','STRASSE'), re.match('(?i)straße','Straße'), re.findall('(?i)k','kK\u212a'))
print(re.search(r'(?<=a)b','cab'), re.search(r'(?<!a)b','cabb'), re.search(r'a(?=b)','acab'), re.search('a(?!b)','abac'))
print(re.match(r'(a)(?(1)b|c)','ab'), re.match(r'(a)?(?(1)b|c)','c'), re.match(r'(?>a*)a','aaa'), re.match('a*+b','aaab'), re.match('(?:ab)++c','ababc'))
print(re.sub('a','\\g<0>\\n',"banana",count=2), re.subn('a',lambda m:m.group().upper(),'banana'))
print(repr(re.compile('a',re.I|re.M)), re.compile(b'a'), repr(re.compile('x'*300)))
print(re.match('(.)(.)?(.)?','ab').groups('z'), re.match('(.)(.)?(.)?','ab').lastindex, re.match('(?P<n>.)','a').lastgroup)
m=re.match('(a)(b)?','ac'); print(m, m.regs, m.start(2), m.span(1), m[0], m['\x00'] if 0 else '', m.string, m.re, m.pos, m.endpos)
for f in (lambda: m.group(3), lambda: m['q'], lambda: re.match('a',5), lambda: re.match('a',b'a'), lambda: re.match(b'a','a'), lambda: re.compile('('), lambda: re.compile('a**'), lambda: re.sub('a','\\2','a'), lambda: re.match('a','a').start('x'), lambda: re.compile('(?P<a>x)(?P<a>y)'), lambda: re.compile('[z-a]')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(re.findall(rb'[\x80-\xff]+', b'a\x80\xff b\x90'), re.split(rb'(-)', bytearray(b'a-b')), re.match(b'.', memoryview(b'xy')).group())
print(re.escape('a.b*c[d]'), re.findall(r'[^\W\d_]+', 'añb2_c'), re.findall(r'(?a)\w+','añb'))
print(re.search('^b','a\nb',re.M).span(), re.findall('$','a\nb\n',re.M), re.findall('(?m)^.*$','x\ny\n'), re.search(r'a.c','a\nc',re.S).group())
print(re.match(r'(\w+)\s\1','the the').group(), re.match(r'(?i)(a)\1','aA').group())
print(re.match('((a)|b)*','ab').groups(), re.match('(?:(a)|b)*','ab').groups(),re.match('(a|ab)(c|bcd)(d*)','abcd').groups(), re.match('(x?)*y','xxy').groups())
print(re.search(r'(?x) a # comment\n b','ab'), re.purge(), re.match('\Aa\Z','a'))
s=re.compile('a').scanner('banana'); print(s.match(), s.search(), s.search(), s.pattern)
print(len(re.match('(?:a|b)*','ab'*50000).group()), len(re.match('(a|b)*?c','ab'*5000+'c').group()))
print(re.match('(?s).*','\n'*3), re.match('[\u4e00-\u9fff]+','漢字kanji').group(), re.findall('[😀-😃]','😀x😃'))


# What cannot be a key is no name of a group.
named = re.match('(?P<a>.)', 'x')
for key in (slice(1, 2), [], {}, 'b', 1.0, None, 10 ** 30):
    try:
        print(named[key])
    except (TypeError, IndexError) as error:
        print(type(error).__name__, error)

# Positions are clipped, as long as they fit a machine word.
for position in (-5, 2 ** 62, 2 ** 63 - 1, 2 ** 63, -2 ** 63 - 1, 'x', 1.5):
    for arguments in ((position,), (0, position)):
        for method in (re.compile('a').match, re.compile('a').search, re.compile("a").findall,
                       re.compile("a").split if len(arguments) == 1 else re.compile("a").search):
            try:
                print(method('aaa', *arguments))
            except (OverflowError, TypeError) as e:
                print(type(e).__name__, e)
