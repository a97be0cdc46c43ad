# The programs that test ouro from outside; they share no code with it.
find_package(Threads REQUIRED)
file(GLOB support_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/support/*.c)
add_library(test_support STATIC ${support_sources})
target_include_directories(test_support PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(test_support PUBLIC ouro_flags Threads::Threads util)

foreach(tool runner behaviour measure sweep)
    string(REPLACE "behaviour" "behaviours" folder ${tool})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*.c)
    if(sources)
        add_executable(${tool} ${sources})
        set_target_properties(${tool} PROPERTIES
            RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tools)
        target_link_libraries(${tool} PRIVATE test_support)
        target_compile_definitions(${tool} PRIVATE OURO_ROOT="${CMAKE_SOURCE_DIR}")
    endif()
endforeach()
