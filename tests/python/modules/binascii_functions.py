# binascii: digits, base64, uuencode, checksums.
import binascii as B
def t(f,*a,**k):
    try: print(f.__name__,a,k,f(*a,**k))
    except Exception as e: print(f.__name__,a,k,type(e).__name__,e)
t(B.hexlify,b'abc'); t(B.hexlify,b'abcdef','-',2); t(B.hexlify,b'abcde','-',-2); t(B.hexlify,bytearray(b'x')); t(B.hexlify,'x'); t(B.b2a_hex,b'\xff',sep=':'); t(B.hexlify,b'abc','::'); t(B.hexlify,b'abc','\u20ac'); t(B.hexlify,b'')
t(B.unhexlify,'61 62'); t(B.unhexlify,'6162'); t(B.unhexlify,b'6'); t(B.unhexlify,b'6g'); t(B.a2b_hex,'é'); t(B.a2b_hex,5); t(B.unhexlify,bytearray(b'41'))
t(B.b2a_base64,b'hello'); t(B.b2a_base64,b'hello',newline=False); t(B.b2a_base64,b''); t(B.a2b_base64,b'aGVsbG8='); t(B.a2b_base64,'aGVsbG8=\n'); t(B.a2b_base64,b'aGVsbG8'); t(B.a2b_base64,b'a'); t(B.a2b_base64,b'aGVs!bG8='); t(B.a2b_base64,b'aGVs!bG8=',strict_mode=True); t(B.a2b_base64,b'aGVsbG8=x',strict_mode=True); t(B.a2b_base64,b'=aGVsbG8',strict_mode=True); t(B.a2b_base64,b'aG=VsbG8',strict_mode=True);t(B.a2b_base64,b'ab==cd'); t(B.a2b_base64,b'abcde'); t(B.a2b_base64,b'ab=c'); t(B.a2b_base64,b'a===',strict_mode=True);t(B.a2b_base64,b'abcde===');t(B.a2b_base64,b'abc=='),t(B.a2b_base64,b'abcd==')
for n in range(8): t(B.b2a_base64,bytes(range(250,250+min(n,5)))+b'a'*max(0,n-5))
t(B.crc32,b'hello'); t(B.crc32,b'lo',B.crc32(b'hel')); t(B.crc_hqx,b'hello',0); t(B.crc32,b''); t(B.crc32,'x'); t(B.crc32,b'a',-1)
t(B.b2a_uu,b'hello'); t(B.a2b_uu,B.b2a_uu(b'hello')); t(B.b2a_uu,b'x'*50); t(B.b2a_uu,b'\0a',backtick=True); t(B.a2b_uu,b'%:&5L;&\x01'); t(B.a2b_uu,b''); t(B.a2b_uu,b'#86)C xx')
print(B.Error, B.Incomplete, B.Error.__mro__)
