# Tests that need the insides of the library: fault injection, budgets inside long operations.
foreach(tool faults budgets)
    add_executable(${tool} EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/${tool}/main.c)
    set_target_properties(${tool} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tools)
    target_link_libraries(${tool} PRIVATE ouro_static)
endforeach()
target_link_options(faults PRIVATE -Wl,--wrap=unwind_pop_handled)

# Every tests/unit/test_*.c is one program and one test; any other .c file there is a small tool.
# They are built by the target unit_tests, not by a plain build.
add_custom_target(unit_tests)
foreach(source ${unit_sources})
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} EXCLUDE_FROM_ALL ${source})
    add_dependencies(unit_tests ${name})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/unit)
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/unit)
    target_link_libraries(${name} PRIVATE ouro_static)
    if(name MATCHES "^test_")
        add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
        set_tests_properties(${name} PROPERTIES TIMEOUT 120
            ENVIRONMENT "ASAN_OPTIONS=detect_leaks=0;UBSAN_OPTIONS=print_stacktrace=1")
    endif()
endforeach()
