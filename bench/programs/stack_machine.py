"""An interpreter for a small stack machine and one for Brainfuck: dispatch on strings and ints."""

PUSH, ADD, SUB, MUL, LOAD, STORE, JUMP, JUMP_IF_ZERO, LESS, PRINT, HALT = range(11)


def run(code):
    stack, memory, pc, steps = [], [0] * 8, 0, 0
    out = []
    while True:
        op, arg = code[pc]
        pc += 1
        steps += 1
        if op == PUSH:
            stack.append(arg)
        elif op == ADD:
            b = stack.pop()
            stack[-1] += b
        elif op == SUB:
            b = stack.pop()
            stack[-1] -= b
        elif op == MUL:
            b = stack.pop()
            stack[-1] = stack[-1] * b % 1000003
        elif op == LOAD:
            stack.append(memory[arg])
        elif op == STORE:
            memory[arg] = stack.pop()
        elif op == JUMP:
            pc = arg
        elif op == JUMP_IF_ZERO:
            if not stack.pop():
                pc = arg
        elif op == LESS:
            b = stack.pop()
            stack[-1] = 1 if stack[-1] < b else 0
        elif op == PRINT:
            out.append(stack.pop())
        else:
            return out, steps


PROGRAM = [(PUSH, 0), (STORE, 0), (PUSH, 1), (STORE, 1),
           (LOAD, 0), (PUSH, 200000), (LESS, 0), (JUMP_IF_ZERO, 18),
           (LOAD, 1), (LOAD, 0), (PUSH, 3), (ADD, 0), (MUL, 0), (PUSH, 7), (ADD, 0), (STORE, 1),
           (LOAD, 0), (JUMP, 21),
           (LOAD, 1), (PRINT, 0), (HALT, 0),
           (PUSH, 1), (ADD, 0), (STORE, 0), (JUMP, 4)]


def brainfuck(source):
    jumps, open_brackets = {}, []
    for i, c in enumerate(source):
        if c == "[":
            open_brackets.append(i)
        elif c == "]":
            j = open_brackets.pop()
            jumps[i], jumps[j] = j, i
    tape, at, pc, out = [0] * 100, 0, 0, []
    while pc < len(source):
        c = source[pc]
        if c == ">":
            at += 1
        elif c == "<":
            at -= 1
        elif c == "+":
            tape[at] = (tape[at] + 1) & 255
        elif c == "-":
            tape[at] = (tape[at] - 1) & 255
        elif c == ".":
            out.append(chr(tape[at]))
        elif c == "[":
            if not tape[at]:
                pc = jumps[pc]
        elif c == "]":
            if tape[at]:
                pc = jumps[pc]
        pc += 1
    return "".join(out), tape[:4]


print(*run(PROGRAM))
print(*brainfuck("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+."
                 "[-]>[-]++++++++++[<++++++++++[<++++++++++[<++++++++++[<+>-]>-]>-]>-]<<<<"))
