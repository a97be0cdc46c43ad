/* The builtin exceptions. X(ID, Python name, id of the base, layout, documentation).
 * Layouts are structs of object/exception.h. */
#ifndef OURO_OBJECT_EXCEPTION_LIST_H
#define OURO_OBJECT_EXCEPTION_LIST_H

#define EXCEPTION_TYPES(X)                                                                         \
    X(BASE_EXCEPTION, "BaseException", OBJECT, PLAIN, "Common base class for all exceptions")      \
    X(EXCEPTION, "Exception", BASE_EXCEPTION, PLAIN,                                               \
      "Common base class for all non-exit exceptions.")                                            \
    X(BASE_EXCEPTION_GROUP, "BaseExceptionGroup", BASE_EXCEPTION, GROUP,                           \
      "A combination of multiple unrelated exceptions.")                                           \
    X(EXCEPTION_GROUP, "ExceptionGroup", BASE_EXCEPTION_GROUP, GROUP, "")                          \
    X(GENERATOR_EXIT, "GeneratorExit", BASE_EXCEPTION, PLAIN, "Request that a generator exit.")    \
    X(KEYBOARD_INTERRUPT, "KeyboardInterrupt", BASE_EXCEPTION, PLAIN,                              \
      "Program interrupted by user.")                                                              \
    X(SYSTEM_EXIT, "SystemExit", BASE_EXCEPTION, VALUE, "Request to exit from the interpreter.")   \
    X(ARITHMETIC_ERROR, "ArithmeticError", EXCEPTION, PLAIN, "Base class for arithmetic errors.")  \
    X(FLOATING_POINT_ERROR, "FloatingPointError", ARITHMETIC_ERROR, PLAIN,                         \
      "Floating point operation failed.")                                                          \
    X(OVERFLOW_ERROR, "OverflowError", ARITHMETIC_ERROR, PLAIN,                                    \
      "Result too large to be represented.")                                                       \
    X(ZERO_DIVISION_ERROR, "ZeroDivisionError", ARITHMETIC_ERROR, PLAIN,                           \
      "Second argument to a division or modulo operation was zero.")                               \
    X(ASSERTION_ERROR, "AssertionError", EXCEPTION, PLAIN, "Assertion failed.")                    \
    X(ATTRIBUTE_ERROR, "AttributeError", EXCEPTION, ATTRIBUTE, "Attribute not found.")             \
    X(BUFFER_ERROR, "BufferError", EXCEPTION, PLAIN, "Buffer error.")                              \
    X(EOF_ERROR, "EOFError", EXCEPTION, PLAIN, "Read beyond end of file.")                         \
    X(IMPORT_ERROR, "ImportError", EXCEPTION, IMPORT,                                              \
      "Import can't find module, or can't find name in module.")                                   \
    X(MODULE_NOT_FOUND_ERROR, "ModuleNotFoundError", IMPORT_ERROR, IMPORT, "Module not found.")    \
    X(LOOKUP_ERROR, "LookupError", EXCEPTION, PLAIN, "Base class for lookup errors.")              \
    X(INDEX_ERROR, "IndexError", LOOKUP_ERROR, PLAIN, "Sequence index out of range.")              \
    X(KEY_ERROR, "KeyError", LOOKUP_ERROR, PLAIN, "Mapping key not found.")                        \
    X(MEMORY_ERROR, "MemoryError", EXCEPTION, PLAIN, "Out of memory.")                             \
    X(NAME_ERROR, "NameError", EXCEPTION, NAME, "Name not found globally.")                        \
    X(UNBOUND_LOCAL_ERROR, "UnboundLocalError", NAME_ERROR, NAME,                                  \
      "Local name referenced but not bound to a value.")                                           \
    X(OS_ERROR, "OSError", EXCEPTION, OS, "Base class for I/O related errors.")                    \
    X(BLOCKING_IO_ERROR, "BlockingIOError", OS_ERROR, OS, "I/O operation would block.")            \
    X(CHILD_PROCESS_ERROR, "ChildProcessError", OS_ERROR, OS, "Child process error.")              \
    X(CONNECTION_ERROR, "ConnectionError", OS_ERROR, OS, "Connection error.")                      \
    X(BROKEN_PIPE_ERROR, "BrokenPipeError", CONNECTION_ERROR, OS, "Broken pipe.")                  \
    X(CONNECTION_ABORTED_ERROR, "ConnectionAbortedError", CONNECTION_ERROR, OS,                    \
      "Connection aborted.")                                                                       \
    X(CONNECTION_REFUSED_ERROR, "ConnectionRefusedError", CONNECTION_ERROR, OS,                    \
      "Connection refused.")                                                                       \
    X(CONNECTION_RESET_ERROR, "ConnectionResetError", CONNECTION_ERROR, OS, "Connection reset.")   \
    X(FILE_EXISTS_ERROR, "FileExistsError", OS_ERROR, OS, "File already exists.")                  \
    X(FILE_NOT_FOUND_ERROR, "FileNotFoundError", OS_ERROR, OS, "File not found.")                  \
    X(INTERRUPTED_ERROR, "InterruptedError", OS_ERROR, OS, "Interrupted by signal.")               \
    X(IS_A_DIRECTORY_ERROR, "IsADirectoryError", OS_ERROR, OS,                                     \
      "Operation doesn't work on directories.")                                                    \
    X(NOT_A_DIRECTORY_ERROR, "NotADirectoryError", OS_ERROR, OS,                                   \
      "Operation only works on directories.")                                                      \
    X(PERMISSION_ERROR, "PermissionError", OS_ERROR, OS, "Not enough permissions.")                \
    X(PROCESS_LOOKUP_ERROR, "ProcessLookupError", OS_ERROR, OS, "Process not found.")              \
    X(TIMEOUT_ERROR, "TimeoutError", OS_ERROR, OS, "Timeout expired.")                             \
    X(REFERENCE_ERROR, "ReferenceError", EXCEPTION, PLAIN,                                         \
      "Weak ref proxy used after referent went away.")                                             \
    X(RUNTIME_ERROR, "RuntimeError", EXCEPTION, PLAIN, "Unspecified run-time error.")              \
    X(NOT_IMPLEMENTED_ERROR, "NotImplementedError", RUNTIME_ERROR, PLAIN,                          \
      "Method or function hasn't been implemented yet.")                                           \
    X(RECURSION_ERROR, "RecursionError", RUNTIME_ERROR, PLAIN, "Recursion limit exceeded.")        \
    X(STOP_ITERATION, "StopIteration", EXCEPTION, VALUE,                                           \
      "Signal the end from iterator.__next__().")                                                  \
    X(STOP_ASYNC_ITERATION, "StopAsyncIteration", EXCEPTION, PLAIN,                                \
      "Signal the end from iterator.__anext__().")                                                 \
    X(SYNTAX_ERROR, "SyntaxError", EXCEPTION, SYNTAX, "Invalid syntax.")                           \
    X(INDENTATION_ERROR, "IndentationError", SYNTAX_ERROR, SYNTAX, "Improper indentation.")        \
    X(TAB_ERROR, "TabError", INDENTATION_ERROR, SYNTAX, "Improper mixture of spaces and tabs.")    \
    X(SYSTEM_ERROR, "SystemError", EXCEPTION, PLAIN,                                               \
      "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, " \
      "along with the traceback,\nthe Python version, and the hardware/OS platform and version.")  \
    X(TYPE_ERROR, "TypeError", EXCEPTION, PLAIN, "Inappropriate argument type.")                   \
    X(VALUE_ERROR, "ValueError", EXCEPTION, PLAIN,                                                 \
      "Inappropriate argument value (of correct type).")                                           \
    X(UNICODE_ERROR, "UnicodeError", VALUE_ERROR, PLAIN, "Unicode related error.")                 \
    X(UNICODE_DECODE_ERROR, "UnicodeDecodeError", UNICODE_ERROR, UNICODE,                          \
      "Unicode decoding error.")                                                                   \
    X(UNICODE_ENCODE_ERROR, "UnicodeEncodeError", UNICODE_ERROR, UNICODE,                          \
      "Unicode encoding error.")                                                                   \
    X(UNICODE_TRANSLATE_ERROR, "UnicodeTranslateError", UNICODE_ERROR, UNICODE,                    \
      "Unicode translation error.")                                                                \
    X(WARNING, "Warning", EXCEPTION, PLAIN, "Base class for warning categories.")                  \
    X(BYTES_WARNING, "BytesWarning", WARNING, PLAIN,                                               \
      "Base class for warnings about bytes and buffer related problems, mostly\nrelated to "       \
      "conversion from str or comparing to str.")                                                  \
    X(DEPRECATION_WARNING, "DeprecationWarning", WARNING, PLAIN,                                   \
      "Base class for warnings about deprecated features.")                                        \
    X(ENCODING_WARNING, "EncodingWarning", WARNING, PLAIN,                                         \
      "Base class for warnings about encodings.")                                                  \
    X(FUTURE_WARNING, "FutureWarning", WARNING, PLAIN,                                             \
      "Base class for warnings about constructs that will change semantically\nin the future.")    \
    X(IMPORT_WARNING, "ImportWarning", WARNING, PLAIN,                                             \
      "Base class for warnings about probable mistakes in module imports")                         \
    X(PENDING_DEPRECATION_WARNING, "PendingDeprecationWarning", WARNING, PLAIN,                    \
      "Base class for warnings about features which will be deprecated\nin the future.")           \
    X(RESOURCE_WARNING, "ResourceWarning", WARNING, PLAIN,                                         \
      "Base class for warnings about resource usage.")                                             \
    X(RUNTIME_WARNING, "RuntimeWarning", WARNING, PLAIN,                                           \
      "Base class for warnings about dubious runtime behavior.")                                   \
    X(SYNTAX_WARNING, "SyntaxWarning", WARNING, PLAIN,                                             \
      "Base class for warnings about dubious syntax.")                                             \
    X(UNICODE_WARNING, "UnicodeWarning", WARNING, PLAIN,                                           \
      "Base class for warnings about Unicode related problems, mostly\nrelated to conversion "     \
      "problems.")                                                                                 \
    X(USER_WARNING, "UserWarning", WARNING, PLAIN,                                                 \
      "Base class for warnings generated by user code.")

/* What ends a run that has used up what its host gave it: in the module ouro, not in builtins. When
 * the host lets scripts catch them, the base of the first is Exception instead (see
 * exceptions.c). */
#define BUDGET_EXCEPTION_TYPES(X)                                                                  \
    X(BUDGET_ERROR, "ouro.BudgetError", BASE_EXCEPTION, PLAIN,                                     \
      "A run has used up what its host gave it.")                                                  \
    X(INSTRUCTION_BUDGET_ERROR, "ouro.InstructionBudgetError", BUDGET_ERROR, PLAIN,                \
      "A run has used up its instructions.")                                                       \
    X(TIME_BUDGET_ERROR, "ouro.TimeBudgetError", BUDGET_ERROR, PLAIN,                              \
      "A run has used up its wall time.")                                                          \
    X(DEPTH_BUDGET_ERROR, "ouro.DepthBudgetError", BUDGET_ERROR, PLAIN,                            \
      "Calls are nested deeper than the host allows.")

#endif
