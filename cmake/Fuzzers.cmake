# Every tests/fuzz/fuzz_*.c is a libFuzzer program, in the preset for that. Elsewhere it becomes a
# test that replays what was once found (tests/fuzz/crashes).
file(GLOB fuzz_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/fuzz_*.c)
set(fuzz_mutators ${CMAKE_SOURCE_DIR}/tests/fuzz/mutate.c ${CMAKE_SOURCE_DIR}/tests/fuzz/mutator.c)
set(fuzz_of_programs fuzz_parser fuzz_compile fuzz_run)

foreach(source ${fuzz_sources})
    get_filename_component(name ${source} NAME_WE)
    if(OURO_FUZZ)
        add_executable(${name} ${source})
        if(name IN_LIST fuzz_of_programs)
            target_sources(${name} PRIVATE ${fuzz_mutators})
        endif()
        set_target_properties(${name} PROPERTIES
            RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzzers)
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
        target_link_libraries(${name} PRIVATE ouro_static)
        continue()
    endif()
    string(REPLACE fuzz_ "" target ${name})
    set(replay replay_${target})
    add_executable(${replay} EXCLUDE_FROM_ALL ${source} ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.c)
    add_dependencies(unit_tests ${replay})
    set_target_properties(${replay} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/unit)
    target_link_libraries(${replay} PRIVATE ouro_static)
    file(GLOB found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/crashes/${target}-*)
    if(found)
        add_test(NAME ${replay} COMMAND ${replay} ${CMAKE_SOURCE_DIR}/tests/fuzz/crashes ${target}-)
        set_tests_properties(${replay} PROPERTIES TIMEOUT 120
            ENVIRONMENT "ASAN_OPTIONS=detect_leaks=0;UBSAN_OPTIONS=print_stacktrace=1")
    endif()
endforeach()

if(OURO_FUZZ)
    # Tracing compares would take more than half of the time, and a dictionary helps as well.
    target_compile_options(ouro_objects PRIVATE -fsanitize=fuzzer-no-link
        -fno-sanitize-coverage=trace-cmp)
else()
    add_library(fuzz_mutators OBJECT EXCLUDE_FROM_ALL ${fuzz_mutators}) # it must compile everywhere
    target_link_libraries(fuzz_mutators PRIVATE ouro_flags)
    target_include_directories(fuzz_mutators PRIVATE ${CMAKE_SOURCE_DIR}/include)
    add_dependencies(unit_tests fuzz_mutators)
endif()
