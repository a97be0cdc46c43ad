# Backtraces (os/os_backtrace.h) need tables for unwinding in the functions between the unwinder and
# the program, which Flags.cmake leaves out of all others. The unwinder is linked into what uses it,
# so that no program loads libgcc_s for a heap that is not checked.
set_property(SOURCE ${CMAKE_SOURCE_DIR}/src/os/os_backtrace_posix.c
    ${CMAKE_SOURCE_DIR}/src/heap/checked.c ${CMAKE_SOURCE_DIR}/src/api/heap.c
    ${CMAKE_SOURCE_DIR}/src/malloc/malloc.c
    APPEND PROPERTY COMPILE_OPTIONS -fasynchronous-unwind-tables)
