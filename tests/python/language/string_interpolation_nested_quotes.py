d = {"key": "value", 'other': [1, 2, {"deep": "x"}]}
name = "n"
print(f"{d['key']} {d['other'][2]['deep']} {d.get('none', 'default')}")
print(f'{d["key"]}', f"""{d["key"]} {d['key']}""", f'''{"quoted"} 'single' "double"''')
print(f"{'a' if d else 'b'}", f"{', '.join(str(x) for x in d['other'][:2])}", f"{name!r:>{len(name) + 5}}", f"{'{}'}", f"{'{braces}'}", f"{{'literal'}}")
print(f"{f'{name}' + f'{name!r}'}", f"{name:{'>'}{'5'}}", f"{3.14159:{'.'}{2}f}", f"{d!r}"[:8])
print(f"line1 {name}\nline2 {1 + 1}\t{'tab'}", rf"raw \n {name}", f"\\ {name} \"", f"{name}" 'plain' f"{name}", f"{'a' 'b'}")
print(f"""multi
{name}
  {d['key']
   .upper()}
end""")
print(f"{1:>5}|{1:<5}|{1:^5}|{1:05}|{1:+}|{-1: }|{255:#x}|{0.5:%}|{1000:,}", f"{True}", f"{None!s:>6}", f"{[1, 2]!s}", f"{(1,)}", f"{{1, 2}}", f"{ {1: 2}[1] }", f"{'x':=^9}")
x, y = 5, 3
print(f"{x=} {y = } {x+y=}", f"{x = !r:>4}", f"{name=!s}", f"{x=:03d}", f"{d['key']=}", f"{x == y = }", f"{x>y=}", f"{x!=y}")
print(f"{x:{y}}", f"{x:{y}d}", f"{x:0{y}}", f"{'s':{y}.{1}}", f"{x!s:{'<'}{y}}|")
print(f"{(lambda a: a * 2)(x)}", f"{[i for i in range(3) if i]}", f"{ {k: v for k, v in zip('ab', (1, 2))} }", f"{x if x > y else y}", f"{not x}", f"{x and y}", f"{-x}", f"{x**y}", f"{x // y}", f"{print('side') or 'effect'}")


class F:
    def __format__(self, s):
        return repr(s)


print(f"{F()}", f"{F():abc}", f"{F():{x}{y}}", f"{F(): spaced }", f"{F()!s:>3}"[:1], f"{F():%Y-%m-%d}", f"{F():a:b:c}", f"{F():!r}")
