# The benchmarks in C, bench/heap/*.c and bench/embed/*.c, built by the target c_benchmarks. One that
# includes allocator.h is built a second time, for malloc and its peers.
add_custom_target(c_benchmarks)
foreach(kind heap embed)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/${kind}/*.c)
    foreach(source ${sources})
        get_filename_component(name ${source} NAME_WE)
        add_executable(bench_${name} EXCLUDE_FROM_ALL ${source})
        set_target_properties(bench_${name} PROPERTIES OUTPUT_NAME ${name}
            RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench/${kind})
        target_link_libraries(bench_${name} PRIVATE ouro_static)
        add_dependencies(c_benchmarks bench_${name})
        file(STRINGS ${source} malloc_lines REGEX "include \"allocator.h\"")
        if(malloc_lines)
            add_executable(bench_${name}_malloc EXCLUDE_FROM_ALL ${source})
            set_target_properties(bench_${name}_malloc PROPERTIES OUTPUT_NAME ${name}_malloc
                RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench/${kind}/peers)
            target_link_libraries(bench_${name}_malloc PRIVATE ouro_flags)
            target_compile_definitions(bench_${name}_malloc PRIVATE BENCH_MALLOC)
            add_dependencies(c_benchmarks bench_${name}_malloc)
        endif()
    endforeach()
endforeach()
