# libouro.a, libouro.so and the command. Sources are compiled once, position independent, and the
# hidden visibility keeps that free: calls inside the library go straight to their target.
add_library(ouro_objects OBJECT ${library_sources})
set_target_properties(ouro_objects PROPERTIES POSITION_INDEPENDENT_CODE ON)
target_include_directories(ouro_objects PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include)
target_link_libraries(ouro_objects PUBLIC ouro_flags)

# What the command, the unit tests and the benchmarks link: internal names and all.
add_library(ouro_static STATIC $<TARGET_OBJECTS:ouro_objects>)
set_target_properties(ouro_static PROPERTIES OUTPUT_NAME ouro_internal)
target_include_directories(ouro_static PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include)
target_link_libraries(ouro_static PUBLIC ouro_flags ouro_gmp_static ouro_utf8proc m)

# What others link. Hidden names would still meet the embedder's own in a static link, so they are
# made local to one relocatable object: only ouro_ names are left.
if(OURO_SANITIZE)
    add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/libouro.a
        COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_FILE:ouro_static> ${CMAKE_BINARY_DIR}/libouro.a
        DEPENDS ouro_static VERBATIM)
else()
    add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/libouro.a
        COMMAND ${CMAKE_LINKER} -r -o ouro.o $<TARGET_OBJECTS:ouro_objects>
        COMMAND ${CMAKE_OBJCOPY} --localize-hidden ouro.o
        COMMAND ${CMAKE_COMMAND} -E rm -f libouro.a
        COMMAND ${CMAKE_AR} rcs libouro.a ouro.o
        COMMAND ${CMAKE_COMMAND} -E rm -f ouro.o
        DEPENDS ouro_objects $<TARGET_OBJECTS:ouro_objects>
        COMMAND_EXPAND_LISTS VERBATIM)
endif()
add_custom_target(ouro_archive ALL DEPENDS ${CMAKE_BINARY_DIR}/libouro.a)

add_library(ouro_shared SHARED $<TARGET_OBJECTS:ouro_objects>)
set_target_properties(ouro_shared PROPERTIES OUTPUT_NAME ouro
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR} LINKER_LANGUAGE C)
target_link_libraries(ouro_shared PRIVATE ouro_flags ouro_gmp ouro_utf8proc m)
target_link_options(ouro_shared PRIVATE -static-libgcc -Wl,--as-needed
    -Wl,--version-script=${CMAKE_SOURCE_DIR}/cmake/ouro.map)
set_target_properties(ouro_shared PROPERTIES LINK_DEPENDS ${CMAKE_SOURCE_DIR}/cmake/ouro.map)
ouro_order_sections(ouro_shared)

if(cli_sources)
    add_executable(ouro ${cli_sources})
    target_link_libraries(ouro PRIVATE ouro_static ${CMAKE_DL_LIBS})
    target_link_options(ouro PRIVATE -static-libgcc -Wl,--as-needed -Wl,--gc-sections)
    if(NOT OURO_SANITIZE)
        # At a fixed address, as Debian links python3.11: no table of pointers is written at
        # start-up, which would take a copy of 50 pages. The library stays position independent.
        target_link_options(ouro PRIVATE -no-pie)
        ouro_order_sections(ouro)
    endif()
endif()
# Our files in src are named in assertions and messages, never by the machine's own paths.
target_compile_options(ouro_objects PRIVATE -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=)
