# libouro.a, libouro.so and the command. Sources are compiled once, position independent, and the
# hidden visibility keeps that free: calls inside the library go straight to their target.
add_library(ouro_objects OBJECT ${library_sources})
set_target_properties(ouro_objects PROPERTIES POSITION_INDEPENDENT_CODE ON)
target_include_directories(ouro_objects PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include)
target_link_libraries(ouro_objects PUBLIC ouro_flags)

add_library(ouro_static STATIC $<TARGET_OBJECTS:ouro_objects>)
set_target_properties(ouro_static PROPERTIES OUTPUT_NAME ouro)
target_include_directories(ouro_static PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include)
target_link_libraries(ouro_static PUBLIC ouro_flags ouro_gmp_static ouro_utf8proc_static m)

add_library(ouro_shared SHARED $<TARGET_OBJECTS:ouro_objects>)
set_target_properties(ouro_shared PROPERTIES OUTPUT_NAME ouro
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR} LINKER_LANGUAGE C)
target_link_libraries(ouro_shared PRIVATE ouro_flags ouro_gmp ouro_utf8proc m)
target_link_options(ouro_shared PRIVATE -Wl,--as-needed)

if(cli_sources)
    add_executable(ouro ${cli_sources})
    target_link_libraries(ouro PRIVATE ouro_static ouro_edit)
    target_link_options(ouro PRIVATE -Wl,--as-needed -Wl,--gc-sections)
    # Our files in src are named in assertions and messages, never by the machine's own paths.
    install(TARGETS ouro RUNTIME DESTINATION bin)
endif()
target_compile_options(ouro_objects PRIVATE -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=)

install(TARGETS ouro_static ouro_shared ARCHIVE DESTINATION lib LIBRARY DESTINATION lib)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/include/ DESTINATION include OPTIONAL)
