# The heap's two ways into other C programs. ouro/heap.h is shown by an example, which is a test.
add_executable(example_heap_structures EXCLUDE_FROM_ALL
    ${CMAKE_SOURCE_DIR}/examples/heap_structures.c)
add_dependencies(unit_tests example_heap_structures)
set_target_properties(example_heap_structures PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/examples)
target_include_directories(example_heap_structures PRIVATE ${CMAKE_SOURCE_DIR}/include)
target_link_libraries(example_heap_structures PRIVATE ouro_shared ouro_flags)
add_test(NAME example_heap_structures COMMAND example_heap_structures)
set_tests_properties(example_heap_structures PROPERTIES TIMEOUT 60
    PASS_REGULAR_EXPRESSION "sum 499500 in 1002.*\"forgotten\".*a second free: stopped")

# libouro-malloc.so, the heap behind malloc, for LD_PRELOAD, and its tests, which are linked with it
# so that it serves them. A sanitizer has a malloc of its own: no drop-in then.
if(NOT OURO_SANITIZE)
    file(GLOB malloc_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/malloc/*.c
        ${CMAKE_SOURCE_DIR}/src/heap/*.c ${CMAKE_SOURCE_DIR}/src/os/*.c)
    add_library(ouro_malloc SHARED ${malloc_sources} ${CMAKE_SOURCE_DIR}/src/base/check.c)
    set_target_properties(ouro_malloc PROPERTIES OUTPUT_NAME ouro-malloc)
    target_include_directories(ouro_malloc PRIVATE ${CMAKE_SOURCE_DIR}/src)
    # The compiler must not make a calloc of a malloc and a memset, here of all places.
    target_compile_options(ouro_malloc PRIVATE -ftls-model=initial-exec -fno-builtin-malloc
        -fno-builtin-calloc -fno-builtin-realloc -fno-builtin-free)
    target_link_libraries(ouro_malloc PRIVATE ouro_flags)
    # Everything is bound when it is loaded: no first call enters the dynamic linker under malloc.
    target_link_options(ouro_malloc PRIVATE -static-libgcc -Wl,-z,now)
    install(TARGETS ouro_malloc LIBRARY DESTINATION lib)

    find_package(Threads REQUIRED)
    file(GLOB malloc_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/malloc/test_*.c)
    foreach(source ${malloc_tests})
        get_filename_component(name ${source} NAME_WE)
        add_executable(${name} EXCLUDE_FROM_ALL ${source})
        add_dependencies(unit_tests ${name})
        set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/unit)
        target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/unit)
        # Messages name the functions of the program that exports them and can be unwound.
        set_target_properties(${name} PROPERTIES ENABLE_EXPORTS ON C_VISIBILITY_PRESET default)
        set_source_files_properties(${source} PROPERTIES
            COMPILE_OPTIONS "-fno-builtin;-fasynchronous-unwind-tables")
        target_link_libraries(${name} PRIVATE ouro_malloc ouro_flags Threads::Threads)
        add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
        set_tests_properties(${name} PROPERTIES TIMEOUT 120)
    endforeach()
endif()

# Threads under ThreadSanitizer, which has a malloc of its own: ours has other names there.
if(OURO_SANITIZE STREQUAL "thread")
    find_package(Threads REQUIRED)
    file(GLOB malloc_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/malloc/*.c
        ${CMAKE_SOURCE_DIR}/src/heap/*.c ${CMAKE_SOURCE_DIR}/src/os/*.c)
    add_executable(test_malloc_threads EXCLUDE_FROM_ALL ${malloc_sources}
        ${CMAKE_SOURCE_DIR}/src/base/check.c ${CMAKE_SOURCE_DIR}/tests/malloc/test_malloc_threads.c)
    set_target_properties(test_malloc_threads PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/unit)
    target_compile_options(test_malloc_threads PRIVATE
        -include ${CMAKE_SOURCE_DIR}/tests/malloc/renamed.h -fno-builtin)
    target_include_directories(test_malloc_threads PRIVATE ${CMAKE_SOURCE_DIR}/src
        ${CMAKE_SOURCE_DIR}/tests/unit)
    target_link_libraries(test_malloc_threads PRIVATE ouro_flags Threads::Threads)
endif()
