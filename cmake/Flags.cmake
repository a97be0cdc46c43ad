# What every target is compiled with. The warnings are those of the style page.
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS ON)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_C_COMPILER_LAUNCHER)
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(ouro_flags INTERFACE)
target_compile_options(ouro_flags INTERFACE
    -Wall -Wextra -Wshadow -Wundef -Wconversion -Wstrict-prototypes -Wmissing-prototypes
    -Wwrite-strings
    # Objects are read through their header and through their own type.
    -fno-strict-aliasing
    # Floats give the same digits on every machine, with and without fused multiply-add.
    -ffp-contract=off
    $<$<BOOL:${OURO_WERROR}>:-Werror>)
target_compile_definitions(ouro_flags INTERFACE
    _GNU_SOURCE
    OURO_CHECK_LEVEL=${OURO_CHECK_LEVEL}
    OURO_STRESS=$<BOOL:${OURO_STRESS}>
    OURO_VERSION="${PROJECT_VERSION}")
if(OURO_SANITIZE)
    target_compile_options(ouro_flags INTERFACE -fsanitize=${OURO_SANITIZE}
        -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(ouro_flags INTERFACE -fsanitize=${OURO_SANITIZE})
endif()

# Size. Only what is used is linked; relocations are packed (glibc 2.36 and later read them so); no
# tables for unwinding through C, since nothing throws. Code that runs once in a while is compiled
# for size, its calls too (to the C library through the PLT, bound when first used): the loop, the
# objects, the containers and text keep -O2.
if(NOT OURO_SANITIZE)
    target_compile_options(ouro_flags INTERFACE -ffunction-sections -fdata-sections
        -fno-asynchronous-unwind-tables -fno-unwind-tables)
    target_link_options(ouro_flags INTERFACE -Wl,--gc-sections
        $<$<C_COMPILER_ID:GNU>:-Wl,-z,pack-relative-relocs>)
endif()

function(ouro_compile_for_size)
    if(OURO_CHECK_LEVEL EQUAL 0 AND NOT OURO_SANITIZE)
        set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_OPTIONS -Oz -fplt)
    endif()
endfunction()

# Puts what programs run, and what they read, side by side: see tools/common_functions.sh.
function(ouro_order_sections target)
    if(NOT OURO_SANITIZE)
        foreach(order common_functions tables)
            set(script ${CMAKE_SOURCE_DIR}/cmake/${order}.ld)
            target_link_options(${target} PRIVATE -Wl,-T,${script})
            set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${script})
        endforeach()
    endif()
endfunction()
