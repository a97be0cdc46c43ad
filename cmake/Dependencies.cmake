# Third-party libraries. The command takes GMP from its static archive: of the shared library it
# would map much and use little, and start-up is a promise of the product. utf8proc is nearly all
# tables, 0.34 MB of which a program touches a page or two: shared, it costs 0.06 ms.
function(ouro_find target name)
    find_library(OURO_${name}_STATIC NAMES lib${name}.a)
    find_library(OURO_${name}_SHARED NAMES ${name})
    if(NOT OURO_${name}_SHARED)
        message(FATAL_ERROR "lib${name} is missing; on Debian: apt-get install lib${name}-dev")
    endif()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${OURO_${name}_SHARED})
    add_library(${target}_static INTERFACE)
    if(OURO_${name}_STATIC)
        target_link_libraries(${target}_static INTERFACE ${OURO_${name}_STATIC})
    else()
        target_link_libraries(${target}_static INTERFACE ${OURO_${name}_SHARED})
    endif()
endfunction()

ouro_find(ouro_gmp gmp)
ouro_find(ouro_utf8proc utf8proc)

# libedit is opened when the prompt is used: building needs its header only.
find_path(OURO_EDIT_HEADER editline/readline.h)
if(NOT OURO_EDIT_HEADER)
    message(FATAL_ERROR "editline/readline.h is missing; on Debian: apt-get install libedit-dev")
endif()
